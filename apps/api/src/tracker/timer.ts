import { currentTime, type EntityManager, TimeEntry } from '@timetracker/db';

/** A person's running timer: one at the most, as the database has it. */
export const runningTimer = (em: EntityManager, user_id: number): Promise<TimeEntry | null> =>
  em.findOne(TimeEntry, { user_id, ended_at: null });

/** Ends a running timer now, or a millisecond after its start: time is never empty. @returns when it ended */
export function stopTimer(entry: TimeEntry): Date {
  entry.ended_at = new Date(Math.max(+currentTime(), +entry.started_at + 1));
  return entry.ended_at;
}
