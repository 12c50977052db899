import {
  endSessions,
  type EntityManager,
  listKeys,
  listSessions,
  type Removed,
  recordAudit,
  removeKey,
  removeSession,
  type StoredKey,
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
import { keyMetadata } from '../key-metadata.ts';
import { isAdmin, type Principal } from '../principal.ts';
import { tellEndedSessions } from '../tell-ended-sessions.ts';
import { administrator, authenticated, router } from '../trpc.ts';

const presentKey = ({ metadata, created_at, last_used_at, ...key }: StoredKey): AccessKey => ({
  ...key,
  ...keyMetadata.parse(metadata),
  created_at: created_at.toISOString(),
  last_used_at: last_used_at?.toISOString() ?? null,
});

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

export const accessRouter = router({
  ownKeys: authenticated.query(async ({ ctx: { em, principal } }) =>
    (await listKeys(em, principal.id)).map(presentKey),
  ),

  ownSessions: authenticated.query(({ ctx: { em, principal } }) => sessionsOf(em, principal.id, principal)),

  keys: administrator
    .meta({ rest: { method: 'GET', path: '/keys', summary: 'All API keys, for administrators' } })
    .output(listKeysOutput)
    .query(async ({ ctx }) => ({ keys: (await listKeys(ctx.em)).map(presentKey) })),

  sessions: administrator
    .input(userIdInput)
    .query(({ ctx: { em, principal }, input }) => sessionsOf(em, input.id, principal)),

  /** Ends a key at once, in other processes within ten seconds. Errors: notFound, also for somebody else's. */
  revokeKey: authenticated
    .meta({
      rest: { method: 'POST', path: '/keys/revoke', summary: 'Revoke an API key', errors: [404] },
    })
    .input(accessIdInput)
    .output(accessIdOutput)
    .mutation(async ({ ctx: { em, principal, services }, input }) => {
      await em.transactional(async (tx) => {
        const { user_id, display_name, name } = told(
          await removeKey(tx, input.id, ownerOf(principal)),
          'key',
        );
        const extra_data = { key: name };
        await recordAudit(tx, {
          action: 'revoked',
          entity_id: user_id,
          entity_name: display_name,
          extra_data,
        });
      });
      services.auth.forgetKeys();
      return { id: input.id };
    }),

  /** Signs a person out in one place. Errors: notFound, also for somebody else's. */
  endSession: authenticated.input(accessIdInput).mutation(({ ctx: { em, principal }, input }) =>
    em.transactional(async (tx) => {
      const { user_id, display_name } = told(
        await removeSession(tx, input.id, ownerOf(principal)),
        'session',
      );
      const extra_data = { session: input.id };
      await recordAudit(tx, { action: 'revoked', entity_id: user_id, entity_name: display_name, extra_data });
      return { id: input.id };
    }),
  ),

  /** Signs the caller out everywhere else; by a key, everywhere. */
  endOtherSessions: authenticated.mutation(({ ctx: { em, principal } }) =>
    em.transactional(async (tx) => {
      const count = await endSessions(tx, principal.id, principal.session_id);
      await tellEndedSessions(tx, { person: principal, count, reason: 'everywhere else' });
      return { ended: count };
    }),
  ),
});
