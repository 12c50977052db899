import { adminOnlyTypes } from '@timetracker/shared';
import { bucketOf, type Dimension, type RollupSeries, rollupSeries } from './rollup-series.ts';

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

const restricted: readonly string[] = adminOnlyTypes;

function typeOf(by: readonly Dimension[], { entity_type }: CountedActivity): string {
  if (by.includes('entity_type')) return entity_type;
  return by.includes('restricted_type') && restricted.includes(entity_type) ? entity_type : '';
}

const keyOf = ({ series, grain, by }: RollupSeries, activity: CountedActivity): RollupDelta => ({
  series,
  bucket: bucketOf(grain, activity.created_at),
  user_id: by.includes('user_id') ? (activity.user_id ?? 0) : 0,
  project_id: by.includes('project_id') ? (activity.project_id ?? 0) : 0,
  entity_type: typeOf(by, activity),
  action: by.includes('action') ? activity.action : '',
  count: 0,
});

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
