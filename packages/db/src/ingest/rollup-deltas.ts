import { bucketOf, type RollupSeries, rollupSeries } from './rollup-series.ts';

/** What counts of an activity. `created_at` is ISO 8601 in UTC with milliseconds. */
export interface CountedActivity {
  user_id: number | null;
  project_id: number | null;
  entity_type: string;
  action: string;
  created_at: string;
}

export interface RollupDelta {
  series: string;
  bucket: string;
  user_id: number;
  project_id: number;
  entity_type: string;
  action: string;
  count: number;
}

function keyOf(series: RollupSeries, activity: CountedActivity): RollupDelta {
  const counts = (dimension: RollupSeries['by'][number]) => series.by.includes(dimension);
  return {
    series: series.series,
    bucket: bucketOf(series.grain, activity.created_at),
    user_id: counts('user_id') ? (activity.user_id ?? 0) : 0,
    project_id: counts('project_id') ? (activity.project_id ?? 0) : 0,
    entity_type: counts('entity_type') ? activity.entity_type : '',
    action: counts('action') ? activity.action : '',
    count: 0,
  };
}

const text = (key: RollupDelta) =>
  `${key.series}|${key.bucket}|${key.user_id}|${key.project_id}|${key.entity_type}|${key.action}`;

/**
 * How much each rollup grows by newly stored activities.
 * @returns one delta a key, sorted by key, so that two writers would take row locks in the same order
 */
export function rollupDeltas(activities: readonly CountedActivity[]): RollupDelta[] {
  const deltas = new Map<string, RollupDelta>();
  for (const activity of activities) {
    for (const series of rollupSeries) {
      const key = keyOf(series, activity);
      const known = deltas.get(text(key));
      if (known) known.count += 1;
      else deltas.set(text(key), { ...key, count: 1 });
    }
  }
  return [...deltas.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta);
}
