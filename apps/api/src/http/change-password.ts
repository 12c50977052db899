import { authorityOf, type Principal } from '@timetracker/accounts';
import {
  actingAs,
  endSessions,
  lockAccount,
  passwordHashOf,
  recordAudit,
  replacePassword,
  underAuthority,
} from '@timetracker/db';
import { invalid, parseExactly, password } from '@timetracker/shared';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { z } from 'zod';
import type { Origin } from '../sessions/refused-sign-ins.ts';
import { tellEndedSessions } from '../sessions/tell-ended-sessions.ts';
import type { Services } from '../trpc/context.ts';

const input = z.looseObject({ currentPassword: z.string('must be text').max(1_000), newPassword: password });

const wrongPassword = () => invalid('currentPassword', 'is not your password');

/**
 * Changes a person's own password and ends all their other sessions, both of which the trail tells: whoever learned the old
 * password is signed out.
 * @param body of the request, as it was sent
 * @throws {AppError} invalid: the new password, or the current one is wrong; unauthorized: the session has ended meanwhile
 */
export async function changePassword(
  { db, rights }: Pick<Services, 'db' | 'rights'>,
  person: Principal,
  body: string | undefined,
  from: Origin,
): Promise<void> {
  const { currentPassword, newPassword } = input.parse(parseExactly(body ?? '', 'The body'));
  const em = db.em.fork();
  const current = await passwordHashOf(em, person.id);
  if (current === undefined || !(await verifyPassword({ hash: current, password: currentPassword })))
    throw wrongPassword();
  const to = await hashPassword(newPassword);
  const change = () =>
    em.transactional(async (tx) => {
      await lockAccount(tx, person.id);
      if (!(await replacePassword(tx, person.id, { from: current, to }))) throw wrongPassword();
      await recordAudit(tx, {
        action: 'updated',
        entity_id: person.id,
        entity_name: person.display_name,
        extra_data: { password: true },
      });
      const count = await endSessions(tx, person.id, person.session_id);
      await tellEndedSessions(tx, { person, count, reason: 'password changed' });
    });
  await actingAs({ user_id: person.id, ...from }, () => underAuthority(authorityOf(person), change));
  rights.changed();
}
