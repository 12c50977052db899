import { type EntityManager, Project, recordAudit, User } from '@timetracker/db';
import {
  countDue,
  type LegalHold,
  listHolds,
  listPolicies,
  listPurges,
  type PurgeScope,
  placeHold,
  releaseHold,
  removePolicy,
  requestPurge,
  setPolicy,
} from '@timetracker/privacy';
import {
  anonymizePeople,
  legalHold,
  placeHoldInput,
  purgeActivities,
  purgeDue,
  purgeInput,
  purgeOutput,
  purgeScopeInput,
  releaseHoldInput,
  removeRetentionPolicyInput,
  retentionOutput,
  setRetentionPolicyInput,
} from '@timetracker/shared';
import type { z } from 'zod';
import type { Services } from '../trpc/context.ts';
import { administrator, router } from '../trpc/trpc.ts';

const MOST_PURGES = 100;

const scopeOf = ({ before, entity_type }: z.output<typeof purgeScopeInput>): PurgeScope => ({
  before: before.toISOString(),
  entity_type: entity_type ?? null,
});

const overview = async (em: EntityManager) => ({
  policies: await listPolicies(em),
  holds: await listHolds(em),
  purges: await listPurges(em, MOST_PURGES),
});

/** The worker looks by itself every minute: without the queue, it only takes longer. */
async function wakeWorker(
  { jobs, log }: Services,
  job: typeof purgeActivities | typeof anonymizePeople,
): Promise<void> {
  try {
    await jobs.send(job, {});
  } catch (error) {
    log.warn({ error, job: job.name }, 'the worker could not be told that there is work: it will find it');
  }
}

/** What a hold is on, by its name; null for a project that is gone, or was never there. */
const heldName = async (tx: EntityManager, { project_id, user_id }: LegalHold): Promise<string | null> =>
  project_id === null
    ? ((await tx.findOne(User, { id: user_id ?? 0 }))?.display_name ?? null)
    : ((await tx.findOne(Project, { id: project_id }))?.name ?? null);

const auditHold = async (tx: EntityManager, action: 'held' | 'released', hold: LegalHold) =>
  recordAudit(tx, {
    action,
    entity_id: hold.project_id ?? hold.user_id ?? 0,
    entity_name: await heldName(tx, hold),
    extra_data: { project_id: hold.project_id, user_id: hold.user_id, reason: hold.reason },
  });

const auditPolicy = (tx: EntityManager, entity_type: string, days: number | null) =>
  recordAudit(tx, {
    action: 'updated',
    entity_id: 0,
    description:
      days === null
        ? `Activities about a ${entity_type} are kept for ever from now on`
        : `Activities about a ${entity_type} are kept for ${days} days from now on`,
    extra_data: { entity_type, days },
  });

/** For how long activities are kept; for administrators. A key needs the scope `admin`. */
export const retentionRouter = router({
  /** Policies, holds and the last purges. */
  get: administrator
    .meta({ rest: { method: 'GET', path: '/retention', summary: 'Policies, legal holds and purges' } })
    .output(retentionOutput)
    .query(({ ctx }) => overview(ctx.em)),

  /** Keeps activities about a type for so many days. */
  setPolicy: administrator
    .meta({ rest: { method: 'POST', path: '/retention/policies', summary: 'Set a policy' } })
    .input(setRetentionPolicyInput)
    .output(retentionOutput)
    .mutation(({ ctx, input }) =>
      ctx.em.transactional(async (tx) => {
        if (await setPolicy(tx, input)) await auditPolicy(tx, input.entity_type, input.days);
        return overview(tx);
      }),
    ),

  /** Keeps activities about a type for ever. Errors: notFound for a type without a policy. */
  removePolicy: administrator
    .meta({ rest: { method: 'POST', path: '/retention/policies/remove', summary: 'Remove a policy' } })
    .input(removeRetentionPolicyInput)
    .output(retentionOutput)
    .mutation(({ ctx, input }) =>
      ctx.em.transactional(async (tx) => {
        await removePolicy(tx, input.entity_type);
        await auditPolicy(tx, input.entity_type, null);
        return overview(tx);
      }),
    ),

  /**
   * Keeps what belongs to a project or a person, whatever policies and purges say. The answer waits for the batch under
   * way: what the hold covers stays from then on. Errors: conflict.
   */
  placeHold: administrator
    .meta({
      rest: { method: 'POST', path: '/retention/holds', summary: 'Place a legal hold', errors: [409] },
    })
    .input(placeHoldInput)
    .output(legalHold)
    .mutation(({ ctx, input: { project_id = null, user_id = null, reason } }) =>
      ctx.em.transactional(async (tx) => {
        const hold = await placeHold(tx, { project_id, user_id, reason, placed_by: ctx.principal.id });
        await auditHold(tx, 'held', hold);
        return hold;
      }),
    ),

  /** Errors: notFound. */
  releaseHold: administrator
    .meta({
      rest: { method: 'POST', path: '/retention/holds/release', summary: 'Release a legal hold' },
    })
    .input(releaseHoldInput)
    .output(legalHold)
    .mutation(async ({ ctx, input }) => {
      const hold = await ctx.em.transactional(async (tx) => {
        const released = await releaseHold(tx, input.id);
        await auditHold(tx, 'released', released);
        return released;
      });
      // What it stopped goes on.
      await wakeWorker(ctx.services, anonymizePeople);
      return hold;
    }),

  /** What a purge would do now. It reads every activity that is older: seconds for millions. */
  countDue: administrator
    .meta({ rest: { method: 'GET', path: '/retention/due', summary: 'Count what a purge would remove' } })
    .input(purgeScopeInput)
    .output(purgeDue)
    .query(({ ctx, input }) => countDue(ctx.em, scopeOf(input))),

  /** Asks for a purge, which the worker carries out: `get` tells how far it has come. */
  purge: administrator
    .meta({
      rest: { method: 'POST', path: '/retention/purges', summary: 'Remove old activities', status: 202 },
    })
    .input(purgeInput)
    .output(purgeOutput)
    .mutation(async ({ ctx, input }) => {
      const { reason, keep_counts } = input;
      const asked = { ...scopeOf(input), reason, keep_counts, requested_by: ctx.principal.id };
      const purge = await requestPurge(ctx.em, asked);
      await wakeWorker(ctx.services, purgeActivities);
      return purge;
    }),
});
