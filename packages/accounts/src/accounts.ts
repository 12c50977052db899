import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { crossedSignInNames, type EntityManager, type SignInNames, User } from '@timetracker/db';
import { AppError, type CreateUserInput, usernameKey } from '@timetracker/shared';
import { hashPassword } from 'better-auth/crypto';

/** An account without a password: nobody can sign in to it yet. */
export type NewAccount = Omit<CreateUserInput, 'password'>;

/**
 * Creates an account with a password, in one transaction; the change is captured like any other.
 * @throws {AppError} conflict when user name or e-mail is taken
 */
export async function createAccount(em: EntityManager, input: CreateUserInput): Promise<User> {
  const hash = await hashPassword(input.password);
  return em.transactional(async (tx) => {
    const user = await addUser(tx, input);
    await addPassword(tx, user.id, hash);
    return user;
  });
}

/**
 * Gives an account its first password. Call it within a transaction that knows that it has none.
 * @param hash of `hashPassword`
 */
export async function addPassword(em: EntityManager, user_id: number, hash: string): Promise<void> {
  await em.execute(
    `insert into auth_accounts (user_id, account_id, provider_id, password, updated_at)
     values (?, ?, 'credential', ?, now())`,
    [user_id, String(user_id), hash],
  );
}

/**
 * Nobody's user name is somebody else's e-mail address, or the other way round. Call it within a transaction.
 * @throws {AppError} conflict
 */
export async function checkSignInNames(em: EntityManager, names: SignInNames): Promise<void> {
  const crossed = await crossedSignInNames(em, [names]);
  const issues = crossed.flatMap(Object.entries).map(([path, message]) => ({ path, message }));
  const [first] = issues;
  if (first) throw new AppError('conflict', `${first.path} ${first.message}`, { issues });
}

/**
 * Creates an account without a password. Call it within a transaction.
 * @throws {AppError} conflict when user name or e-mail is taken
 */
export async function addUser(em: EntityManager, input: NewAccount): Promise<User> {
  await checkSignInNames(em, { username: usernameKey(input.username), email: input.email });
  const user = em.create(User, {
    username: usernameKey(input.username),
    display_username: input.username,
    display_name: input.display_name,
    email: input.email,
    role: input.role,
  });
  try {
    await em.flush();
    return user;
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    const field = error.message.includes('email') ? 'email' : 'username';
    throw new AppError('conflict', `${field} is taken already`, {
      issues: [{ path: field, message: 'is taken already' }],
      cause: error,
    });
  }
}
