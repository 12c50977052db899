import { actingAs, listSessions } from '@timetracker/db';
import { z } from 'zod';
import type { Services } from './context.ts';
import type { Origin } from './refused-sign-ins.ts';
import { tellEndedSessions } from './tell-ended-sessions.ts';

/** The library answers with a token where it ended all sessions and began a new one. */
const signedOutOthers = z.object({ token: z.string() });

/**
 * Tells administrators that sessions ended with a change of password. The library ends them itself, so that it is told
 * once that is done.
 * @param change asks the library for it
 */
export async function watchPasswordChange(
  { auth, db, log }: Pick<Services, 'auth' | 'db' | 'log'>,
  headers: Headers,
  from: Origin,
  change: () => Promise<Response>,
): Promise<Response> {
  const em = db.em.fork();
  const person = await auth.authenticate(headers);
  const sessions = person ? await listSessions(em, person.id) : [];
  const answer = await change();
  if (!person || !answer.ok) return answer;
  const { success } = signedOutOthers.safeParse(await answer.clone().json());
  const count = sessions.filter(({ id }) => id !== person.session_id).length;
  if (success)
    await actingAs({ user_id: person.id, ...from }, () =>
      tellEndedSessions(em, { person, count, reason: 'password changed' }),
    ).catch((error: unknown) => log.error({ err: error }, 'ended sessions are not in the trail'));
  return answer;
}
