import { Text, Title } from '@mantine/core';
import { trpc } from '../api/trpc.ts';
import { formatDay, formatTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Query } from '../ui/query.tsx';
import { hourName, weekdayName } from './bucket-text.ts';
import { CountList } from './count-list.tsx';
import { feedBetween } from './feed-behind.ts';
import type { HeatMapCell } from './heat-map-grid.tsx';
import { inputOf, type StatsWindow } from './stats-window.ts';

/** The hours behind a cell of the heat map, day by day; each leads to its activities. */
export function HeatMapHours({ window, cell }: { window: StatsWindow; cell: HeatMapCell }) {
  const hours = trpc.stats.heatMapCell.useQuery({ ...inputOf(window), ...cell });
  const title = t('stats.heat_map.hours', { weekday: weekdayName(cell.weekday), hour: hourName(cell.hour) });
  return (
    <section aria-label={title}>
      <Title order={3} mt="md" mb="xs">
        {title}
      </Title>
      <Query of={hours} what={title} skeleton={80} failure={t('stats.summary.not_loaded')}>
        {(found) => (
          <>
            <Text size="sm" c="dimmed" mb="xs" component="output" display="block">
              {t('stats.heat_map.found', {
                count: found.total_activities,
                hours: found.total_hours,
              })}
              {found.hours.length < found.total_hours &&
                ` ${t('stats.heat_map.latest', { shown: found.hours.length })}`}
            </Text>
            <CountList
              inColumns
              counts={found.hours.map(({ start_date, end_date, count }) => ({
                key: start_date,
                label: t('stats.heat_map.day', {
                  day: formatDay(new Date(start_date)),
                  time: formatTime(start_date),
                }),
                count,
                feed: feedBetween(start_date, end_date),
              }))}
            />
          </>
        )}
      </Query>
    </section>
  );
}
