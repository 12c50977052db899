import { type EntityManager, User } from '@timetracker/db';
import { id, invalid, usernameKey } from '@timetracker/shared';

/**
 * The user that `--user` names.
 * @param nameOrId user name in any case, or id
 * @throws {AppError} invalid when there is none, or when one person's name is another's id
 */
export async function findUser(em: EntityManager, nameOrId: string): Promise<User> {
  const asId = id.safeParse(Number(nameOrId));
  const byName = { username: usernameKey(nameOrId) };
  const users = await em.find(User, asId.success ? { $or: [byName, { id: asId.data }] } : byName);
  const [user, another] = users;
  if (!user) throw invalid('user', `names the unknown user "${nameOrId}"`);
  if (another) throw invalid('user', `"${nameOrId}" is the name of one user and the id of another`);
  return user;
}
