import { type Activity, activity } from '@timetracker/shared';

/** An activity from the stream; undefined for one that this version of the page cannot read. */
export function parseActivity(json: string): Activity | undefined {
  try {
    return activity.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
