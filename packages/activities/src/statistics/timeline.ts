import type { EntityManager } from '@mikro-orm/postgresql';
import type { TimelineInput, TimelineOutput } from '@timetracker/shared';
import type { Visibility } from '../visibility/visibility.ts';
import { bucketCuts } from './buckets.ts';
import { countParts, type Split } from './count-parts.ts';
import { purgedBefore } from './purged-before.ts';
import { boundsOf, windowOf } from './window.ts';

const bothSplits: readonly Split[] = ['entity_type', 'action'];

/**
 * How many activities each hour, day, week or month of a window has, by type and by action; buckets without any are
 * there as well. Exact at the edges of the window.
 * @throws {AppError} invalid for a window that cannot be, or one of too many buckets
 */
export async function timeline(
  em: EntityManager,
  input: TimelineInput,
  visibility: Visibility,
  now = new Date(),
): Promise<TimelineOutput> {
  const window = windowOf(input, now);
  const starts = bucketCuts(window, input.bucket);
  // Only the window counts, also where its first and last bucket reach beyond it.
  const cuts = [window.from, ...starts.slice(1, -1), window.to];
  const splits = input.split ? [input.split] : bothSplits;
  const parts = await countParts(em, visibility, cuts, splits);
  return {
    ...boundsOf(window),
    time_zone: window.time_zone,
    bucket: input.bucket,
    ...(await purgedBefore(em, window.from)),
    total_activities: parts.reduce((sum, part) => sum + part.total, 0),
    buckets: parts.map(({ total, entity_type, action }, index) => ({
      start: isoOf(starts[index] ?? window.from),
      end: isoOf(starts[index + 1] ?? window.to),
      total,
      ...(splits.includes('entity_type') && { entity_counts: entity_type }),
      ...(splits.includes('action') && { action_counts: action }),
    })),
  };
}

const isoOf = (instant: number) => new Date(instant).toISOString();
