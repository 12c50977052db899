import { checkSignInNames, createAccount, issueKey } from '@timetracker/accounts';
import { currentTime, type EntityManager, lockAccounts, lockTimeOf, User } from '@timetracker/db';
import {
  AppError,
  createKeyInput,
  createUserInput,
  invalid,
  nearestTimeZone,
  newDisplayName,
  updateProfileInput,
  updateUserInput,
  userIdInput,
} from '@timetracker/shared';
import { checkVersion } from '../errors/version-check.ts';
import { endAccess } from '../sessions/end-access.ts';
import { flushUnder } from '../tracker/flush.ts';
import { presentUser, presentUsers } from '../tracker/present-user.ts';
import { checkTakingRights } from '../tracker/take-rights.ts';
import { runningTimer, stopTimer } from '../tracker/timer.ts';
import { administrator, authenticated, router } from '../trpc/trpc.ts';

async function userById(em: EntityManager, id: number) {
  const user = await em.findOne(User, { id });
  if (!user) throw new AppError('notFound', `There is no user ${id}`);
  return user;
}

/** @throws {AppError} conflict: what was forgotten does not come back */
function checkNotAnonymized({ id, anonymized_at }: User): void {
  if (anonymized_at) throw new AppError('conflict', `User ${id} is anonymized`);
}

/** Whoever is called like the product itself since before may stay so: the first administrator is. */
function checkNewName(user: User, display_name: string | undefined): void {
  if (display_name === undefined || display_name === user.display_name) return;
  const parsed = newDisplayName.safeParse(display_name);
  if (!parsed.success) throw invalid('display_name', parsed.error.issues[0]?.message ?? 'is not allowed');
}

const unique = { users_email_key: { path: 'email', message: 'is taken already' } };

/** For administrators, who give and take rights. */
const rights = administrator.meta({ changes_rights: true });

/** A name that was stored before names were checked is told as the zone that it means. */
const zoneOf = (stored: string | null | undefined) => (stored == null ? null : nearestTimeZone(stored));

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
      time_zone: zoneOf(time_zone),
      locale: locale ?? null,
    };
  }),

  /** Changes the caller's own name, time zone and language. */
  updateProfile: authenticated.input(updateProfileInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      await lockAccounts(em);
      const user = await userById(em, ctx.principal.id);
      checkNewName(user, input.display_name);
      em.assign(user, input);
      await em.flush();
      const { display_name, time_zone, locale } = user;
      return { display_name, time_zone: zoneOf(time_zone), locale: locale ?? null };
    }),
  ),

  list: administrator.query(async ({ ctx }) =>
    presentUsers(ctx.em, await ctx.em.find(User, {}, { orderBy: { display_name: 'asc', id: 'asc' } })),
  ),

  create: administrator
    .input(createUserInput)
    .mutation(async ({ ctx, input }) => presentUser(ctx.em, await createAccount(ctx.em, input))),

  /** Changes the fields that are given. Errors: notFound; conflict: own role, e-mail taken, somebody was faster. */
  update: rights.input(updateUserInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { id, version, ...changes } = input;
      await lockAccounts(em);
      const user = await userById(em, id);
      checkNotAnonymized(user);
      checkVersion(user, version);
      checkNewName(user, changes.display_name);
      if (user.role === 'admin' && changes.role === 'member')
        await checkTakingRights(em, ctx.principal, user.id);
      await checkSignInNames(em, { id, email: changes.email });
      em.assign(user, changes);
      await flushUnder(em, unique);
      return presentUser(em, user);
    }),
  ),

  /**
   * Ends an account's access, sessions and keys for good, and its timer, which nobody else could stop; what the person
   * did stays. Errors: notFound; conflict: oneself.
   */
  deactivate: rights.input(userIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      await checkTakingRights(em, ctx.principal, input.id);
      const user = await userById(em, input.id);
      user.deactivated_at ??= currentTime();
      await lockTimeOf(em, user.id);
      const timer = await runningTimer(em, user.id);
      if (timer) stopTimer(timer);
      await em.flush();
      await endAccess(em, user);
      return presentUser(em, user);
    }),
  ),

  /** Lets a person sign in again. Sessions and keys do not come back. Errors: notFound; conflict: anonymized. */
  reactivate: rights.input(userIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      await lockAccounts(em);
      const user = await userById(em, input.id);
      checkNotAnonymized(user);
      user.deactivated_at = null;
      await em.flush();
      return presentUser(em, user);
    }),
  ),

  /**
   * A new API key of a user; the key is in the answer and nowhere else. Errors: invalid: unknown user, rights that only
   * administrators may have; conflict: deactivated, anonymized.
   */
  createKey: administrator
    .input(createKeyInput)
    .mutation(async ({ ctx, input }) => ({ key: await issueKey(ctx.em, input) })),
});
