import { Text } from '@mantine/core';
import type { ComparisonOutput } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { formatDate, formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Delta } from './delta.tsx';
import { PurgedNote } from './purged-note.tsx';
import { StatsCard } from './stats-card.tsx';
import { inputOf, type StatsWindow } from './stats-window.ts';
import classes from './totals-card.module.css';
import { useFeedLink } from './use-feed-link.ts';

/** How much there was, and whether that is more or less than before. */
export function TotalsCard({ window }: { window: StatsWindow }) {
  const comparison = trpc.stats.comparison.useQuery(inputOf(window));
  return (
    <StatsCard title={t('stats.totals')} query={comparison} height={76}>
      {(data) => <Totals window={window} comparison={data} />}
    </StatsCard>
  );
}

function Totals({ window, comparison }: { window: StatsWindow; comparison: ComparisonOutput }) {
  const feedLink = useFeedLink();
  const { before } = comparison;
  const now = comparison.window;
  return (
    <>
      <div className={classes['figures']}>
        <Figure
          label={t('stats.activities')}
          now={now.total_activities}
          before={before.total_activities}
          link={feedLink({ ...window })}
        />
        <Figure label={t('stats.active_people')} now={now.active_people} before={before.active_people} />
      </div>
      <Text size="sm" c="dimmed" mt="sm">
        {t('stats.compared', {
          from: formatDate(window.start_date),
          to: formatDate(window.end_date),
          before_from: formatDate(before.start_date),
          before_to: formatDate(before.end_date),
        })}
      </Text>
      <PurgedNote of={comparison} />
    </>
  );
}

interface FigureProps {
  label: string;
  now: number;
  before: number;
  link?: ReturnType<ReturnType<typeof useFeedLink>>;
}

const Figure = ({ label, now, before, link }: FigureProps) => {
  const number = <strong className={classes['number']}>{formatNumber(now)}</strong>;
  return (
    <p className={classes['figure']}>
      <span>{label}</span>
      <span className={classes['values']}>
        {link ? (
          <a className={classes['link']} {...link}>
            {number}
          </a>
        ) : (
          number
        )}
        <Delta now={now} before={before} />
      </span>
    </p>
  );
};
