import { Text } from '@mantine/core';
import type { HeatMapOutput } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { hourName, weekdayName } from './bucket-text.ts';
import { type HeatMapCell, HeatMapGrid } from './heat-map-grid.tsx';
import { HeatMapHours } from './heat-map-hours.tsx';
import { NothingCounted } from './nothing-counted.tsx';
import { StatsCard } from './stats-card.tsx';
import { inputOf, type StatsWindow } from './stats-window.ts';

/** At which hours of which weekdays it happened; a cell opens into the hours that it adds up. */
export function HeatMapCard({ window }: { window: StatsWindow }) {
  const heatMap = trpc.stats.heatMap.useQuery(inputOf(window));
  const [chosen, setChosen] = useState<HeatMapCell>();
  return (
    <StatsCard title={t('stats.heat_map')} query={heatMap} height={300}>
      {({ counts }) => {
        const busiest = busiestOf(counts);
        if (busiest.count === 0) return <NothingCounted />;
        return (
          <>
            <Text size="sm" c="dimmed" mb="sm">
              {t('stats.heat_map.summary', {
                weekday: weekdayName(busiest.weekday),
                hour: hourName(busiest.hour),
                most: formatNumber(busiest.count),
              })}
            </Text>
            <HeatMapGrid counts={counts} chosen={chosen} onChoose={setChosen} />
            {chosen && <HeatMapHours window={window} cell={chosen} />}
          </>
        );
      }}
    </StatsCard>
  );
}

function busiestOf(counts: HeatMapOutput['counts']): HeatMapCell & { count: number } {
  const cells = counts.flatMap((hours, day) =>
    hours.map((count, hour) => ({ weekday: day + 1, hour, count })),
  );
  const [busiest] = cells.toSorted((left, right) => right.count - left.count);
  return busiest ?? { weekday: 1, hour: 0, count: 0 };
}
