import { createHash, randomBytes } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { currentTime, type EntityManager, Invitation, lockAccounts, User } from '@timetracker/db';
import { AppError } from '@timetracker/shared';
import { hashPassword } from 'better-auth/crypto';
import { addPassword, addUser, type NewAccount } from './accounts.ts';

const TOKEN_BYTES = 32;
const VALID_MS = 7 * 86_400_000;

/** What an invitation's link is made of. The token is in nobody's hands but the invited person's. */
export interface Invited {
  user: User;
  token: string;
  expires_at: Date;
}

// A token of 256 random bits cannot be guessed, so that a plain hash keeps it secret.
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

const newToken = () => {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return {
    token,
    kept: { token_hash: hashOf(token), expires_at: new Date(+currentTime() + VALID_MS) },
  };
};

/**
 * Creates an account without a password, and the invitation with which its person chooses one.
 * @throws {AppError} conflict when user name or e-mail is taken
 */
export const invite = (em: EntityManager, invited_by: number, input: NewAccount): Promise<Invited> =>
  em.transactional(async (tx) => {
    const user = await addUser(tx, input);
    const { token, kept } = newToken();
    tx.create(Invitation, { user_id: user.id, invited_by, ...kept });
    await tx.flush();
    return { user, token, expires_at: kept.expires_at };
  });

/**
 * A new link for somebody who has not accepted yet; the old one ends.
 * @throws {AppError} notFound; conflict: there is a password already, or the account is deactivated
 */
export const renewInvitation = (em: EntityManager, invited_by: number, user_id: number): Promise<Invited> =>
  em.transactional(async (tx) => {
    await lockAccounts(tx);
    const user = await tx.findOne(User, { id: user_id });
    if (!user) throw new AppError('notFound', `There is no user ${user_id}`);
    if (user.deactivated_at) throw new AppError('conflict', `${user.display_name} is deactivated`);
    const invitation = await tx.findOne(Invitation, { user_id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!invitation)
      throw new AppError('conflict', `${user.display_name} has chosen a password already and can sign in`);
    const { token, kept } = newToken();
    tx.assign(invitation, { ...kept, invited_by });
    await tx.flush();
    return { user, token, expires_at: kept.expires_at };
  });

/** One and the same answer for every token that opens nothing: whoever tries learns nothing. */
const opensNothing = () =>
  new AppError(
    'notFound',
    'This invitation is not valid: it was used already, replaced by a newer one, is older than 7 days, or its inviter is no administrator any more',
  );

async function validInvitation(em: EntityManager, token: string, lockMode?: LockMode) {
  const where = { token_hash: hashOf(token), expires_at: { $gt: currentTime() } };
  const invitation = await em.findOne(Invitation, where, { ...(lockMode !== undefined && { lockMode }) });
  const user =
    invitation &&
    (await em.findOne(
      User,
      { id: invitation.user_id, deactivated_at: null },
      { ...(lockMode !== undefined && { lockMode }) },
    ));
  if (!invitation || !user || !(await holds(em, invitation, lockMode))) throw opensNothing();
  return { invitation, user };
}

/** An invitation is worth nothing any more once its inviter may not invite: an administrator can renew it. */
async function holds(em: EntityManager, { invited_by }: Invitation, lockMode?: LockMode): Promise<boolean> {
  if (invited_by == null) return true;
  const inviter = { id: invited_by, role: 'admin', deactivated_at: null } as const;
  return (await em.findOne(User, inviter, { ...(lockMode !== undefined && { lockMode }) })) !== null;
}

/** Whom a token invites. @throws {AppError} notFound for any that is not valid (any more) */
export const invitedBy = (em: EntityManager, token: string) => validInvitation(em, token);

/**
 * Sets the first password and uses the invitation up, once, also when it is sent twice at once. Call it as the person.
 * @throws {AppError} notFound for a token that is not valid (any more)
 */
export async function acceptInvitation(em: EntityManager, token: string, password: string): Promise<User> {
  const hash = await hashPassword(password);
  return em.transactional(async (tx) => {
    await lockAccounts(tx);
    const { invitation, user } = await validInvitation(tx, token, LockMode.PESSIMISTIC_WRITE);
    await addPassword(tx, user.id, hash);
    tx.remove(invitation);
    await tx.flush();
    return user;
  });
}
