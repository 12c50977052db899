import type { EntityManager } from '@mikro-orm/postgresql';
import { User } from '@timetracker/db';
import { AppError } from '@timetracker/shared';
import { holdsOver, type LegalHold } from '../retention/legal-holds.ts';

/**
 * Whom nobody may anonymize now.
 * @returns the account
 * @throws {AppError} notFound; conflict for oneself, for the last administrator, for somebody who is anonymized already, and
 * under a legal hold: what has to be kept as it is must not be rewritten
 */
export async function checkAnonymizable(
  em: EntityManager,
  user_id: number,
  requested_by: number | null,
): Promise<User> {
  const user = await em.findOne(User, { id: user_id });
  if (!user) throw new AppError('notFound', `There is no user ${user_id}`);
  if (user.anonymized_at) throw new AppError('conflict', `User ${user_id} is anonymized already`);
  if (user_id === requested_by)
    throw new AppError('conflict', 'You cannot anonymize yourself; ask another administrator');
  const others = { role: 'admin', deactivated_at: null, id: { $ne: user_id } } as const;
  if (user.role === 'admin' && (await em.count(User, others)) === 0)
    throw new AppError('conflict', 'The last administrator cannot be anonymized');
  const holds = await holdsOver(em, user_id);
  if (holds.length > 0) throw new AppError('conflict', heldBy(user_id, holds));
  return user;
}

const heldBy = (user_id: number, holds: readonly LegalHold[]) =>
  `User ${user_id} is under ${holds.map(nameOf).join(', and under ')}. Lift ${
    holds.length === 1 ? 'it' : 'them'
  } on the page Retention before anonymizing, once nothing has to be kept any more`;

const nameOf = ({ id, project_id, reason }: LegalHold) =>
  `legal hold ${id} (${reason})${project_id === null ? '' : `, by work in project ${project_id}`}`;
