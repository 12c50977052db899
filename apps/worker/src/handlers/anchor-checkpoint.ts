import { type EntityManager, findCheckpoint, lastAnchored, markAnchored } from '@timetracker/db';
import { failure, type Log } from '@timetracker/queue';
import { anchorCheckpoint } from '@timetracker/shared';
import type { Anchor } from '../anchors/anchor.ts';
import type { WorkerMetrics } from '../metrics.ts';
import { handles } from '../registry.ts';

export interface AnchorCheckpointParts {
  em: EntityManager;
  anchors: readonly Anchor[];
  metrics: Pick<WorkerMetrics, 'anchored' | 'anchoringFailed'>;
  log: Log;
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
          log.warn({ ...failure(error), anchor: anchor.kind }, 'a checkpoint was not anchored, trying again');
          throw error;
        }
      }),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  });

/** @returns the size that was brought there; undefined when there was nothing to bring, or it is too early */
async function keepNewest(
  em: EntityManager,
  { target, every_ms, keep }: Anchor,
): Promise<number | undefined> {
  const newest = await findCheckpoint(em);
  const last = await lastAnchored(em, target);
  if (!newest || (last && last.size >= newest.size)) return undefined;
  if (last && Date.now() - last.anchored_at.getTime() < every_ms) return undefined;
  await keep(newest);
  await markAnchored(em, target, newest.size);
  return newest.size;
}
