import { Button, Skeleton, Text } from '@mantine/core';
import { useToggle } from '@mantine/hooks';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { entityTypes, type TimelineOutput } from '@timetracker/shared';
import { Suspense } from 'react';
import { trpc } from '../api/trpc.ts';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Loading } from '../ui/loading.tsx';
import { part } from '../ui/part.tsx';
import { bucketName } from './bucket-text.ts';
import { NothingCounted } from './nothing-counted.tsx';
import { StatsCard } from './stats-card.tsx';
import { bucketOf, inputOf, type StatsWindow } from './stats-window.ts';
import { TimelineTable } from './timeline-table.tsx';
import { TypeLegend } from './type-legend.tsx';

const TimelineChart = part(() => import('./timeline-chart.tsx'));
const HEIGHT = 280;

/** When it happened, by type: as a picture or as a table. */
export function TimelineCard({ window }: { window: StatsWindow }) {
  const bucket = bucketOf(window);
  const timeline = trpc.stats.timeline.useQuery({ ...inputOf(window), bucket, split: 'entity_type' });
  const [isTable, toggle] = useToggle();
  return (
    <StatsCard
      title={t(`stats.timeline.${bucket}`)}
      query={timeline}
      height={HEIGHT}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={isTable ? <IconChartBar size={16} aria-hidden /> : <IconTable size={16} aria-hidden />}
          onClick={() => toggle()}
        >
          {t(isTable ? 'stats.as_chart' : 'stats.as_table')}
        </Button>
      }
    >
      {(data) => <Timeline timeline={data} window={window} isTable={isTable} />}
    </StatsCard>
  );
}

interface TimelineProps {
  timeline: TimelineOutput;
  window: StatsWindow;
  isTable: boolean;
}

function Timeline({ timeline, window, isTable }: TimelineProps) {
  const types = entityTypes.filter((type) =>
    timeline.buckets.some(({ entity_counts }) => entity_counts?.[type]),
  );
  const parts = { timeline, window, types };
  if (timeline.total_activities === 0) return <NothingCounted />;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {summaryOf(timeline)}
      </Text>
      <TypeLegend window={window} types={types} />
      {isTable ? (
        <TimelineTable {...parts} />
      ) : (
        <Suspense
          fallback={
            <Loading what={t('stats.chart')}>
              <Skeleton height={HEIGHT} />
            </Loading>
          }
        >
          <TimelineChart {...parts} height={HEIGHT} />
        </Suspense>
      )}
    </>
  );
}

function summaryOf({ bucket, buckets, total_activities }: TimelineOutput): string {
  const [busiest] = buckets.toSorted((left, right) => right.total - left.total);
  return t('stats.timeline.summary', {
    count: total_activities,
    busiest: busiest ? bucketName(bucket, busiest.start) : '',
    most: formatNumber(busiest?.total ?? 0),
  });
}
