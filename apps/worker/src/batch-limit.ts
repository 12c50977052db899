import type { PreparedEvents } from '@timetracker/activities';

export const PER_BATCH = 1_500;

/**
 * How many rows of the outbox to ask for next. The database measures each row as text before it knows which rows fit into a batch, and asking
 * always for {@link PER_BATCH} rows would measure the same large rows again for every few that fit. After a batch that was cut by
 * its size, the next asks for twice the rows that fitted; as long as all fit, the number doubles again.
 * @param limit what was asked for
 * @param read what came
 */
export function nextLimit(
  limit: number,
  { ids, more }: Pick<PreparedEvents['waiting'], 'ids' | 'more'>,
): number {
  if (!more) return PER_BATCH;
  return Math.min(PER_BATCH, 2 * Math.min(limit, ids.length));
}
