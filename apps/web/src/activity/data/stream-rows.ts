import type { Activity } from '@timetracker/shared';
import { dayOf } from '../../i18n/format.ts';
import { type FeedEntry, foldRuns } from './fold-runs.ts';
import { withoutEchoes } from './without-echoes.ts';

/** A line of the stream. What stands beside an activity (its day, the mark of what is new) is a line of its own. */
export type StreamRow =
  | { kind: 'day'; key: string; day: string }
  | { kind: 'new_until_here'; key: string }
  | ActivityRowData
  | RunRowData;

interface Placed {
  key: string;
  /** Counts what is read as an article, from 1. */
  position: number;
  /** The heading that this article stands under, where it is the first under it. */
  opens_day: string | null;
  is_new: boolean;
}
export interface ActivityRowData extends Placed {
  kind: 'one';
  activity: Activity;
  /** Within an opened run. */
  nested: boolean;
}
export interface RunRowData extends Placed {
  kind: 'run';
  activities: readonly Activity[];
  is_open: boolean;
}

export interface StreamOptions {
  /** Whether somebody has opened the run with this activity. */
  isOpened: (id: number) => boolean;
  isNew: (activity: Activity) => boolean;
}

/** In no zone does a day begin within a quarter of an hour, and to ask once for each is many times as fast. */
const QUARTER_MS = 900_000;

function dayLookup(): (activity: Activity) => string {
  const days = new Map<number, string>();
  return ({ created_at }) => {
    const quarter = Math.floor(Date.parse(created_at) / QUARTER_MS);
    const day = days.get(quarter) ?? dayOf(created_at);
    days.set(quarter, day);
    return day;
  };
}

const newestOf = (entry: FeedEntry) => (entry.kind === 'one' ? entry.activity : entry.activities[0]);

/**
 * The lines of a stream.
 * @param activities newest first
 * @returns days as headings before their first line, runs folded, opened ones followed by what is in them, and after
 * the last new one, where something older follows, the mark of what is new
 */
export function streamRows(activities: readonly Activity[], options: StreamOptions): StreamRow[] {
  const { isOpened, isNew } = options;
  const rows: StreamRow[] = [];
  const dayAt = dayLookup();
  let position = 0;
  let day = '';
  let wasNew = false;
  let isMarked = false;
  for (const entry of foldRuns(
    withoutEchoes(activities),
    (activity) => `${dayAt(activity)} ${isNew(activity)}`,
  )) {
    const newest = newestOf(entry);
    if (!newest) continue;
    const is_new = isNew(newest);
    if (wasNew && !is_new && !isMarked) {
      rows.push({ kind: 'new_until_here', key: 'new' });
      isMarked = true;
    }
    wasNew = is_new;
    const itsDay = dayAt(newest);
    const opens_day = itsDay === day ? null : itsDay;
    if (opens_day) rows.push({ kind: 'day', key: `day ${opens_day}`, day: opens_day });
    day = itsDay;
    position += 1;
    if (entry.kind === 'one') {
      rows.push({ ...single(entry.activity, false, is_new), position, opens_day });
      continue;
    }
    const is_open = entry.activities.some(({ id }) => isOpened(id));
    const { activities } = entry;
    rows.push({ kind: 'run', key: `run ${newest.id}`, position, opens_day, is_new, activities, is_open });
    if (!is_open) continue;
    for (const activity of activities) {
      position += 1;
      rows.push({ ...single(activity, true, is_new), position, opens_day: null });
    }
  }
  return rows;
}

const single = (activity: Activity, nested: boolean, is_new: boolean) => ({
  kind: 'one' as const,
  key: String(activity.id),
  activity,
  nested,
  is_new,
});
