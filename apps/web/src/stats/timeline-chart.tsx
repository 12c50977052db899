import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import type { EntityType, TimelineOutput } from '@timetracker/shared';
import { type BarShapeProps, Rectangle } from 'recharts';
import { entityPlural } from '../i18n/catalog-text.ts';
import { formatNumber } from '../i18n/format.ts';
import { bucketMark, bucketName } from './bucket-text.ts';
import { feedOfBucket } from './feed-behind.ts';
import type { StatsWindow } from './stats-window.ts';
import { typeColor } from './type-colors.ts';
import { useFeedLink } from './use-feed-link.ts';

interface TimelineChartProps {
  timeline: TimelineOutput;
  window: StatsWindow;
  types: readonly EntityType[];
  height: number;
}

const WIDEST_BAR = 48;

/**
 * A stack of types for every bucket; each piece leads to its activities. A picture only: the same is in the table, which
 * is where the keyboard and screen readers find it.
 */
export default function TimelineChart({
  timeline: { bucket, buckets },
  window,
  types,
  height,
}: TimelineChartProps) {
  const feedLink = useFeedLink();
  const data = buckets.map(({ start, entity_counts }) => ({ start, ...entity_counts }));
  const piece = (type: EntityType) => (shape: BarShapeProps) => {
    const of = buckets[shape.index];
    if (!of || !shape.height) return <g />;
    return (
      <a {...feedLink({ ...feedOfBucket(bucket, of, window), entity_type: type })} tabIndex={-1}>
        <Rectangle {...shape} />
      </a>
    );
  };
  return (
    <div aria-hidden>
      <BarChart
        h={height}
        type="stacked"
        data={data}
        dataKey="start"
        series={types.map((type) => ({ name: type, label: entityPlural(type), color: typeColor(type) }))}
        barProps={({ name }) => ({ shape: piece(name as EntityType) })}
        maxBarWidth={WIDEST_BAR}
        accessibilityLayer={false}
        valueFormatter={formatNumber}
        xAxisProps={{ tickFormatter: (start: string) => bucketMark(bucket, start), minTickGap: 16 }}
        yAxisProps={{ allowDecimals: false, width: 'auto' }}
        tooltipProps={{
          labelFormatter: (start) => (typeof start === 'string' ? bucketName(bucket, start) : start),
        }}
      />
    </div>
  );
}
