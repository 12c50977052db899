import {
  beginAnonymization,
  findAnonymization,
  handOutPersonData,
  outsideOf,
  outsideToRead,
  presentAnonymization,
  previewAnonymization,
} from '@timetracker/privacy';
import {
  AppError,
  anonymizationAccepted,
  anonymizationPreview,
  anonymizationReport,
  anonymizeInput,
  anonymizePeople,
  personData as personDataOutput,
  userIdInput,
} from '@timetracker/shared';
import { requireApiEnv } from '../environment/api-env.ts';
import { checkTakingRights } from '../tracker/take-rights.ts';
import { administrator, router } from '../trpc/trpc.ts';

/** Bytes in memory, of which the API has some hundred megabytes. */
const MOST_HANDED_OUT = 64 * 1024 * 1024;

/** Bytes in memory of what is looked through at once. */
const SCANNING = 32 * 1024 * 1024;

/** What people may ask of whoever holds their data: to know it, and to be forgotten (GDPR, articles 15 and 17). */
export const privacyRouter = router({
  /**
   * Forgets a person: the account at once, the rest in a job. Errors: notFound; conflict: oneself, the last administrator,
   * anonymized already, under a legal hold.
   */
  anonymize: administrator
    .meta({
      changes_rights: true,
      rest: {
        method: 'POST',
        path: '/users/{id}/anonymize',
        summary: 'Anonymize a person, for good',
        status: 202,
      },
    })
    .input(anonymizeInput)
    .output(anonymizationAccepted)
    .mutation(async ({ ctx, input }) => {
      const job_id = await ctx.em.transactional(async (em) => {
        await checkTakingRights(em, ctx.principal, input.id);
        return beginAnonymization(em, {
          user_id: input.id,
          reason: input.reason,
          requested_by: ctx.principal.id,
        });
      });
      // Without the queue it begins a little later, by its schedule.
      await ctx.services.jobs.send(anonymizePeople, {}).catch((error: unknown) => {
        ctx.services.log.warn({ err: error }, 'an anonymization waits for the queue');
      });
      return { job_id, status: 'running' };
    }),

  /** What anonymizing somebody would change. Errors: as of anonymize. */
  preview: administrator
    .meta({
      rest: {
        method: 'GET',
        path: '/users/{id}/anonymization/preview',
        summary: 'What anonymizing a person would change',
        errors: [409],
      },
    })
    .input(userIdInput)
    .output(anonymizationPreview)
    .query(async ({ ctx, input }) => {
      const { db, env, log } = ctx.services;
      const elsewhere = await outsideOf(db, { ...requireApiEnv(env), log }, true);
      return ctx.room.within(SCANNING, () =>
        previewAnonymization(ctx.em, { user_id: input.id, requested_by: ctx.principal.id, elsewhere }),
      );
    }),

  /** How far it is, and what it changed. Errors: notFound for somebody who is not anonymized. */
  report: administrator
    .meta({
      rest: {
        method: 'GET',
        path: '/users/{id}/anonymization',
        summary: 'How far an anonymization is, and its report',
      },
    })
    .input(userIdInput)
    .output(anonymizationReport)
    .query(async ({ ctx, input }) => {
      const row = await findAnonymization(ctx.em, input.id);
      if (!row) throw new AppError('notFound', `User ${input.id} is not anonymized`);
      return presentAnonymization(row);
    }),

  /** Everything that is held about a person. Errors: notFound; tooLarge: the command line has room for more. */
  data: administrator
    .meta({
      rest: { method: 'GET', path: '/users/{id}/data', summary: 'Everything that is held about a person' },
    })
    .input(userIdInput)
    .output(personDataOutput)
    .query(async ({ ctx, input }) => {
      const { db, env, log } = ctx.services;
      await ctx.room.take(MOST_HANDED_OUT);
      const outside = await outsideToRead(db, { ...requireApiEnv(env), log });
      return handOutPersonData(ctx.em, input.id, outside, MOST_HANDED_OUT);
    }),
});
