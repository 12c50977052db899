import {
  checkConsistency,
  ForkedLogError,
  findCheckpoint,
  lastAnchored,
  markAnchored,
  type StoredCheckpoint,
} from '@timetracker/activities';
import type { EntityManager } from '@timetracker/db';
import { parseCheckpoint } from '@timetracker/log';
import { failure, type Log } from '@timetracker/queue';
import { anchorCheckpoint } from '@timetracker/shared';
import type { Logger } from 'pino';
import type { Anchor } from '../anchors/anchor.ts';
import type { WorkerMetrics } from '../metrics.ts';
import { handles } from '../registry.ts';

export interface AnchorCheckpointParts {
  em: EntityManager;
  anchors: readonly Anchor[];
  metrics: Pick<WorkerMetrics, 'anchored' | 'anchoringFailed' | 'logForked'>;
  log: Log & Pick<Logger, 'error'>;
}

/** Brings the newest checkpoint to every place that does not have it. A place that fails keeps no other from getting it. */
export const anchorCheckpointHandler = ({ em, anchors, metrics, log }: AnchorCheckpointParts) =>
  handles(anchorCheckpoint, async () => {
    const outcomes = await Promise.allSettled(
      anchors.map(async (anchor) => {
        try {
          const size = await keepNewest(em.fork(), anchor);
          if (size !== undefined) metrics.anchored(anchor.kind, size);
        } catch (error) {
          metrics.anchoringFailed(anchor.kind);
          if (error instanceof ForkedLogError) {
            metrics.logForked(anchor.kind);
            log.error({ err: error, anchor: anchor.kind }, error.message);
            return;
          }
          log.warn({ ...failure(error), anchor: anchor.kind }, 'a checkpoint was not anchored, trying again');
          throw error;
        }
      }),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  });

/**
 * @returns the size that was brought there; undefined when there was nothing to bring, or it is too early
 * @throws {ForkedLogError} when the newest checkpoint does not continue what was brought there before
 */
async function keepNewest(
  em: EntityManager,
  { target, every_ms, keep, kept }: Anchor,
): Promise<number | undefined> {
  // The newest is read last: what another worker anchors meanwhile is not newer.
  const before = await kept?.();
  const last = await lastAnchored(em, target);
  const newest = await findCheckpoint(em);
  if (before !== undefined) await checkContinues(em, newest, before);
  if (last && last.size > (newest?.size ?? 0))
    throw new ForkedLogError(
      `A checkpoint of ${last.size} was anchored, but the newest is of ${newest?.size ?? 0}`,
    );
  if (last?.root && !(newest && (await checkConsistency(em, newest, { size: last.size, root: last.root }))))
    throw new ForkedLogError(
      `The newest checkpoint, of ${newest?.size ?? 0}, does not continue the one of ${last.size} that was anchored`,
    );
  if (!newest || last?.size === newest.size) return undefined;
  if (last && Date.now() - last.anchored_at.getTime() < every_ms) return undefined;
  await keep(newest);
  await markAnchored(em, target, newest);
  return newest.size;
}

async function checkContinues(
  em: EntityManager,
  newest: StoredCheckpoint | undefined,
  note: string,
): Promise<void> {
  const before = parseCheckpoint(note);
  if (!before) throw new Error('What is anchored is not a checkpoint');
  if (!newest || !(await checkConsistency(em, newest, before)))
    throw new ForkedLogError(
      `The newest checkpoint, of ${newest?.size ?? 0}, does not continue the one of ${before.size} that was anchored; the anchor is left as it is`,
    );
}
