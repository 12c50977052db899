import { adminOnlyTypes } from '@timetracker/shared';
import { bucketOf, type Dimension, type Grain, type RollupSeries, rollupSeries } from './rollup-series.ts';

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
const grains: readonly Grain[] = ['quarter_hour', 'hour', 'day', 'month'];

function typeOf(by: readonly Dimension[], { entity_type }: CountedActivity): string {
  if (by.includes('entity_type')) return entity_type;
  return by.includes('restricted_type') && restricted.includes(entity_type) ? entity_type : '';
}

const keyOf = ({ series, by }: RollupSeries, bucket: string, activity: CountedActivity): RollupDelta => ({
  series,
  bucket,
  user_id: by.includes('user_id') ? (activity.user_id ?? 0) : 0,
  project_id: by.includes('project_id') ? (activity.project_id ?? 0) : 0,
  entity_type: typeOf(by, activity),
  action: by.includes('action') ? activity.action : '',
  count: 0,
});

type Buckets = Record<Grain, string>;

/** The text of a key within its series, from no more than what it counts by. */
function textOf({ grain, by }: RollupSeries): (activity: CountedActivity, buckets: Buckets) => string {
  const parts: ((activity: CountedActivity) => string | number | null)[] = [];
  if (by.includes('user_id')) parts.push(({ user_id }) => user_id);
  if (by.includes('project_id')) parts.push(({ project_id }) => project_id);
  if (by.includes('entity_type') || by.includes('restricted_type'))
    parts.push((activity) => typeOf(by, activity));
  if (by.includes('action')) parts.push(({ action }) => action);
  return (activity, buckets) => {
    let text = buckets[grain];
    for (const part of parts) text += `|${part(activity)}`;
    return text;
  };
}

const counters = rollupSeries
  .map((series: RollupSeries) => ({ series, text: textOf(series) }))
  .sort((a, b) => (a.series.series < b.series.series ? -1 : 1));

/** Activities of one minute that count as the same in every series. */
interface Alike {
  one: CountedActivity;
  buckets: Buckets;
  count: number;
}

const MINUTE = 'yyyy-mm-ddThh:mm'.length;

/** Most activities of a batch are like others: each series then counts a few groups. */
function groupAlike(activities: readonly CountedActivity[]): Alike[] {
  const known = new Map<string, Buckets>();
  const bucketsOf = (minute: string, instant: string): Buckets => {
    let buckets = known.get(minute);
    if (!buckets) {
      const entries = grains.map((grain) => [grain, bucketOf(grain, instant)]);
      known.set(minute, (buckets = Object.fromEntries(entries) as Buckets));
    }
    return buckets;
  };
  const groups = new Map<string, Alike>();
  for (const one of activities) {
    const minute = one.created_at.slice(0, MINUTE);
    const key = `${minute}|${one.user_id}|${one.project_id}|${one.entity_type}|${one.action}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { one, buckets: bucketsOf(minute, one.created_at), count: 1 });
  }
  return [...groups.values()];
}

/**
 * How much each rollup grows by newly stored activities.
 * @returns one delta a key, by series and then by bucket, so that each batch goes through the index in its order
 */
export function rollupDeltas(activities: readonly CountedActivity[]): RollupDelta[] {
  const groups = groupAlike(activities);
  return counters.flatMap(({ series, text }) => {
    const deltas = new Map<string, RollupDelta>();
    for (const { one, buckets, count } of groups) {
      const key = text(one, buckets);
      let delta = deltas.get(key);
      if (!delta) deltas.set(key, (delta = keyOf(series, buckets[series.grain], one)));
      delta.count += count;
    }
    return [...deltas].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta);
  });
}
