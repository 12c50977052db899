import { isAdmin, keyMetadata, type Principal } from '@timetracker/accounts';
import {
  besideName,
  type EntityManager,
  endSessions,
  listKeys,
  listSessions,
  lockAccount,
  type Removed,
  recordAudit,
  removeKey,
  removeSession,
  type StoredKey,
  toldApart,
  withoutCredential,
} from '@timetracker/db';
import {
  type AccessKey,
  type AccessSession,
  AppError,
  accessIdInput,
  accessIdOutput,
  listKeysOutput,
  userIdInput,
} from '@timetracker/shared';
import { tellEndedSessions } from '../sessions/tell-ended-sessions.ts';
import { administrator, authenticated, router } from '../trpc/trpc.ts';

const presentKey = ({ metadata, created_at, last_used_at, ...key }: StoredKey): AccessKey => ({
  ...key,
  ...keyMetadata.parse(metadata),
  created_at: created_at.toISOString(),
  last_used_at: last_used_at?.toISOString() ?? null,
});

/** Of several people: told apart by name. */
async function withOwners(em: EntityManager, keys: readonly StoredKey[]): Promise<AccessKey[]> {
  const apart = await toldApart(
    em,
    keys.map(({ user_id }) => user_id),
  );
  return keys.map((key) => ({ ...presentKey(key), ...besideName(apart, key.user_id) }));
}

const sessionsOf = async (
  em: EntityManager,
  user_id: number,
  principal: Principal,
): Promise<AccessSession[]> =>
  (await listSessions(em, user_id)).map(({ created_at, last_used_at, ...session }) => ({
    ...session,
    created_at: created_at.toISOString(),
    last_used_at: last_used_at.toISOString(),
    current: session.id === principal.session_id,
  }));

/** Administrators take anybody's access away, others their own. */
const ownerOf = (principal: Principal) => (isAdmin(principal) ? undefined : principal.id);

function told(removed: Removed | undefined, what: string): Removed {
  if (!removed) throw new AppError('notFound', `There is no such ${what}`);
  return removed;
}

const tellRevoked = (
  tx: EntityManager,
  { user_id, display_name }: Removed,
  extra_data: Record<string, string | number>,
) => recordAudit(tx, { action: 'revoked', entity_id: user_id, entity_name: display_name, extra_data });

export const accessRouter = router({
  ownKeys: authenticated.query(async ({ ctx: { em, principal } }) =>
    (await listKeys(em, principal.id)).map(presentKey),
  ),

  ownSessions: authenticated.query(({ ctx: { em, principal } }) => sessionsOf(em, principal.id, principal)),

  keys: administrator
    .meta({ rest: { method: 'GET', path: '/keys', summary: 'All API keys, for administrators' } })
    .output(listKeysOutput)
    .query(async ({ ctx }) => ({ keys: await withOwners(ctx.em, await listKeys(ctx.em)) })),

  sessions: administrator
    .input(userIdInput)
    .query(({ ctx: { em, principal }, input }) => sessionsOf(em, input.id, principal)),

  /** Ends a key, in every process at once. Errors: notFound, also for somebody else's. */
  revokeKey: authenticated
    .meta({
      changes_rights: true,
      rest: { method: 'POST', path: '/keys/revoke', summary: 'Revoke an API key', errors: [404] },
    })
    .input(accessIdInput)
    .output(accessIdOutput)
    .mutation(({ ctx: { em, principal }, input }) => {
      const revoke = () =>
        em.transactional(async (tx) => {
          const removed = told(await removeKey(tx, input.id, ownerOf(principal)), 'key');
          await tellRevoked(tx, removed, { key: removed.name });
          return { id: input.id };
        });
      return input.id === principal.key_id ? withoutCredential(revoke) : revoke();
    }),

  /** Signs a person out in one place. Errors: notFound, also for somebody else's. */
  endSession: authenticated
    .meta({ changes_rights: true })
    .input(accessIdInput)
    .mutation(({ ctx: { em, principal }, input }) => {
      const end = () =>
        em.transactional(async (tx) => {
          const removed = told(await removeSession(tx, input.id, ownerOf(principal)), 'session');
          await tellRevoked(tx, removed, { session: input.id });
          return { id: input.id };
        });
      return input.id === principal.session_id ? withoutCredential(end) : end();
    }),

  /** Signs the caller out everywhere else; by a key, everywhere. */
  endOtherSessions: authenticated.meta({ changes_rights: true }).mutation(({ ctx: { em, principal } }) =>
    em.transactional(async (tx) => {
      // Two of a person's sessions that end each other wait for each other here.
      await lockAccount(tx, principal.id);
      const count = await endSessions(tx, principal.id, principal.session_id);
      await tellEndedSessions(tx, { person: principal, count, reason: 'everywhere else' });
      return { ended: count };
    }),
  ),
});
