import {
  consistencyPath,
  findCheckpoint,
  listLogKeys,
  rootAt,
  type StoredCheckpoint,
} from '@timetracker/activities';
import type { EntityManager } from '@timetracker/db';
import { hashToBase64 } from '@timetracker/log';
import {
  AppError,
  checkpointInput,
  consistencyInput,
  consistencyProof,
  invalid,
  type LogCheckpoint,
  logCheckpoint,
  logKeys,
} from '@timetracker/shared';
import { authenticated, router } from '../trpc/trpc.ts';

/** A checkpoint as it is shown. */
export const presentCheckpoint = ({ root, ...rest }: StoredCheckpoint): LogCheckpoint => ({
  ...rest,
  root: hashToBase64(root),
});

async function newestCheckpoint(em: EntityManager): Promise<StoredCheckpoint> {
  const found = await findCheckpoint(em);
  if (!found) throw new AppError('notFound', 'Nothing is sealed yet');
  return found;
}

/** The sealed log, for whoever may read activities: it tells how many there are, and nothing of what they say. */
export const auditRouter = router({
  /** The newest checkpoint, or that of a size. Errors: notFound. */
  checkpoint: authenticated
    .meta({
      scope: 'activity:read',
      rest: {
        method: 'GET',
        path: '/audit/checkpoint',
        summary: 'The newest checkpoint of the log, as a signed note',
        text: 'note',
      },
    })
    .input(checkpointInput)
    .output(logCheckpoint)
    .query(async ({ ctx, input }) => {
      if (input.size === undefined) return presentCheckpoint(await newestCheckpoint(ctx.em));
      const found = await findCheckpoint(ctx.em, input.size);
      if (!found) throw new AppError('notFound', `There is no checkpoint of ${input.size}`);
      return presentCheckpoint(found);
    }),

  /** Proves that the log of a size is the beginning of that of another. Errors: invalid beyond what is sealed. */
  consistency: authenticated
    .meta({
      scope: 'activity:read',
      rest: { method: 'GET', path: '/audit/consistency', summary: 'Prove the log to have only grown' },
    })
    .input(consistencyInput)
    .output(consistencyProof)
    .query(async ({ ctx, input }) => {
      const { size } = await newestCheckpoint(ctx.em);
      const { from, to = size } = input;
      if (to > size) throw invalid('to', `must be at most ${size}, which is sealed`);
      if (from > to) throw invalid('from', `must be at most ${to}, which is sealed`);
      const path = await consistencyPath(ctx.em, from, to);
      return {
        from,
        from_root: hashToBase64(await rootAt(ctx.em, from)),
        to,
        to_root: hashToBase64(await rootAt(ctx.em, to)),
        path: path.map(hashToBase64),
      };
    }),

  /** The keys that checkpoints are checked with, those that sign no more among them. */
  keys: authenticated
    .meta({
      scope: 'activity:read',
      rest: { method: 'GET', path: '/audit/keys', summary: 'The keys that checkpoints are checked with' },
    })
    .output(logKeys)
    .query(async ({ ctx }) => ({ keys: await listLogKeys(ctx.em) })),
});
