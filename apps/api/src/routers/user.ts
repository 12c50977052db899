import { currentTime, type EntityManager, endSessions, lockTimeOf, User } from '@timetracker/db';
import {
  AppError,
  createKeyInput,
  createUserInput,
  invalid,
  updateProfileInput,
  updateUserInput,
  userIdInput,
} from '@timetracker/shared';
import { createAccount } from '../accounts.ts';
import { issueKey } from '../issue-key.ts';
import { tellEndedSessions } from '../tell-ended-sessions.ts';
import { flushUnder } from '../tracker/flush.ts';
import { presentUser, presentUsers } from '../tracker/present-user.ts';
import { checkTakingRights } from '../tracker/take-rights.ts';
import { runningTimer, stopTimer } from '../tracker/timer.ts';
import { administrator, authenticated, router } from '../trpc.ts';
import { checkVersion } from '../tracker/version-check.ts';

async function userById(em: EntityManager, id: number) {
  const user = await em.findOne(User, { id });
  if (!user) throw new AppError('notFound', `There is no user ${id}`);
  return user;
}

/** @throws {AppError} conflict: what was forgotten does not come back */
function checkNotAnonymized({ id, anonymized_at }: User): void {
  if (anonymized_at) throw new AppError('conflict', `User ${id} is anonymized`);
}

const unique = { users_email_key: { path: 'email', message: 'is taken already' } };

export const userRouter = router({
  /** Who is signed in, and in which time zone and language they want to read (null: as their browser has it). */
  me: authenticated.query(async ({ ctx: { em, principal } }) => {
    const { time_zone, locale } = await userById(em, principal.id);
    return {
      id: principal.id,
      username: principal.username,
      display_name: principal.display_name,
      email: principal.email,
      role: principal.role,
      time_zone: time_zone ?? null,
      locale: locale ?? null,
    };
  }),

  /** Changes the caller's own name, time zone and language. */
  updateProfile: authenticated.input(updateProfileInput).mutation(async ({ ctx, input }) => {
    const user = await userById(ctx.em, ctx.principal.id);
    ctx.em.assign(user, input);
    await ctx.em.flush();
    const { display_name, time_zone, locale } = user;
    return { display_name, time_zone: time_zone ?? null, locale: locale ?? null };
  }),

  list: administrator.query(async ({ ctx }) =>
    presentUsers(ctx.em, await ctx.em.find(User, {}, { orderBy: { display_name: 'asc', id: 'asc' } })),
  ),

  create: administrator
    .input(createUserInput)
    .mutation(async ({ ctx, input }) => presentUser(ctx.em, await createAccount(ctx.em, input))),

  /** Changes the fields that are given. Errors: notFound; conflict: own role, e-mail taken, somebody was faster. */
  update: administrator.input(updateUserInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { id, version, ...changes } = input;
      const user = await userById(em, id);
      checkNotAnonymized(user);
      checkVersion(user, version);
      if (user.role === 'admin' && changes.role === 'member')
        await checkTakingRights(em, ctx.principal, user.id);
      em.assign(user, changes);
      await flushUnder(em, unique);
      return presentUser(em, user);
    }),
  ),

  /**
   * Ends an account's access, sessions and keys included, and its timer, which nobody else could stop; what the person
   * did stays. Errors: notFound; conflict: oneself.
   */
  deactivate: administrator.input(userIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      await checkTakingRights(em, ctx.principal, input.id);
      const user = await userById(em, input.id);
      user.deactivated_at ??= currentTime();
      await lockTimeOf(em, user.id);
      const timer = await runningTimer(em, user.id);
      if (timer) stopTimer(timer);
      await em.flush();
      const count = await endSessions(em, user.id);
      await tellEndedSessions(em, { person: user, count, reason: 'deactivated' });
      return presentUser(em, user);
    }),
  ),

  reactivate: administrator.input(userIdInput).mutation(async ({ ctx, input }) => {
    const user = await userById(ctx.em, input.id);
    checkNotAnonymized(user);
    user.deactivated_at = null;
    await ctx.em.flush();
    return presentUser(ctx.em, user);
  }),

  /** A new API key of a user; the key is in the answer and nowhere else. */
  createKey: administrator.input(createKeyInput).mutation(async ({ ctx, input }) => {
    const user = await ctx.em.findOne(User, { id: input.user_id });
    if (!user) throw invalid('user_id', `names the unknown user ${input.user_id}`);
    checkNotAnonymized(user);
    if (user.role !== 'admin' && (input.service || input.scopes.includes('admin')))
      throw invalid('scopes', 'admin and service keys are for administrators');
    return { key: await issueKey(ctx.em, ctx.services.auth, user, input) };
  }),
});
