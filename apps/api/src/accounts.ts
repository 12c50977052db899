import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { type EntityManager, User } from '@timetracker/db';
import { AppError, type CreateUserInput } from '@timetracker/shared';
import { hashPassword } from 'better-auth/crypto';

/**
 * Creates an account with a password, in one transaction; the change is captured like any other.
 * @throws {AppError} conflict when user name or e-mail is taken
 */
export async function createAccount(em: EntityManager, input: CreateUserInput): Promise<User> {
  const password = await hashPassword(input.password);
  try {
    return await em.transactional(async (tx) => {
      const user = tx.create(User, {
        username: input.username.toLowerCase(),
        display_username: input.username,
        display_name: input.display_name,
        email: input.email,
        role: input.role,
      });
      await tx.flush();
      await tx.execute(
        `insert into auth_accounts (user_id, account_id, provider_id, password, updated_at)
         values (?, ?, 'credential', ?, now())`,
        [user.id, String(user.id), password],
      );
      return user;
    });
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    const field = error.message.includes('email') ? 'email' : 'username';
    throw new AppError('conflict', `${field} is taken already`, {
      issues: [{ path: field, message: 'is taken already' }],
      cause: error,
    });
  }
}
