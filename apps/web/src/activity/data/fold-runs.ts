import type { Activity } from '@timetracker/shared';

/** Beyond this, a run would say less of when than its first line promises. */
const SPAN_MS = 3_600_000;
/** Two alike are read as fast as a line that says so. */
const SHORTEST = 3;

/** One activity, or several of a kind that are shown as one line until it is opened. */
export type FeedEntry = { kind: 'one'; activity: Activity } | { kind: 'run'; activities: Activity[] };

const isAlike = (one: Activity, other: Activity) =>
  one.user_id === other.user_id &&
  one.display_name === other.display_name &&
  one.action === other.action &&
  one.entity_type === other.entity_type &&
  one.project_id === other.project_id &&
  // Whoever watches over access must not open a run to see whom it was about.
  (one.entity_type !== 'audit' || one.description === other.description);

/**
 * Folds runs of what one person did again and again (the same action to the same type of thing in the same project,
 * nothing in between, within an hour) into one entry each.
 * @param activities newest first; the entries keep their order, and unfolded they are the same list
 * @param sectionOf what a run must not reach across: the day, what is new
 */
export function foldRuns(
  activities: readonly Activity[],
  sectionOf: (activity: Activity) => string,
): FeedEntry[] {
  const runs: { newest: Activity; section: string; activities: Activity[] }[] = [];
  for (const activity of activities) {
    const run = runs.at(-1);
    const section = sectionOf(activity);
    const continues =
      run?.section === section &&
      isAlike(run.newest, activity) &&
      Date.parse(run.newest.created_at) - Date.parse(activity.created_at) <= SPAN_MS;
    if (continues) run.activities.push(activity);
    else runs.push({ newest: activity, section, activities: [activity] });
  }
  return runs.flatMap(({ activities }): FeedEntry[] =>
    activities.length >= SHORTEST
      ? [{ kind: 'run', activities }]
      : activities.map((activity) => ({ kind: 'one', activity })),
  );
}

/** The activities of entries, in their order. */
export const unfold = (entries: readonly FeedEntry[]): Activity[] =>
  entries.flatMap((entry) => (entry.kind === 'one' ? [entry.activity] : entry.activities));
