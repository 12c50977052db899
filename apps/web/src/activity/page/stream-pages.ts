import { endOfDay } from '@timetracker/shared';
import { timeZone } from '../../i18n/format.ts';
import { STREAM } from '../../live/related-queries.ts';
import type { ActivityInput } from '../data/activity-input.ts';
import { activityPages, type Place } from '../data/activity-pages.ts';

/** How many activities the stream loads at a time. */
export const STREAM_SIZE = 50;

/** The end of the day that was jumped to, within what the filter lets through. */
function momentOf(at: string, { start_date, end_date }: ActivityInput): string {
  const moment = endOfDay(at, timeZone()).toISOString();
  if (start_date && moment < start_date) return start_date;
  return end_date && end_date < moment ? end_date : moment;
}

/** Where a stream begins: at the newest, or at the end of the day that was jumped to. */
const firstPlace = (input: ActivityInput, at: string | undefined): Place =>
  at === undefined ? {} : { end_date: momentOf(at, input) };

/**
 * The stream of a filter. It is never loaded again by itself: what has come since is asked for separately (see
 * use-new-activities.ts), so that nothing moves under the reader's eyes.
 * @param at yyyy-mm-dd in the person's zone, where the reader jumped to a day
 */
export const streamPages = (input: ActivityInput, at: string | undefined) => ({
  ...activityPages([STREAM, input, at ?? null], { ...input, limit: STREAM_SIZE }, firstPlace(input, at)),
  staleTime: Number.POSITIVE_INFINITY,
});
