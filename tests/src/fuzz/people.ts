import { randomBytes } from 'node:crypto';
import { createAccount, createAuthentication } from '@timetracker/accounts';
import { actingAs, type Database, systemActor } from '@timetracker/db';
import { scopes } from '@timetracker/shared';
import { signIn } from '../stack.ts';

/** Whose requests are tried: each person by key and by session, and nobody. */
export const roles = ['administrator by key', 'administrator', 'member by key', 'member', 'nobody'] as const;
export type Role = (typeof roles)[number];

/** Hands out what a request is authenticated by. */
export interface People {
  headersOf: (role: Role) => Record<string, string>;
  /** What a role was authenticated by holds no more: a request has ended it. The next requests are a new person's. */
  renew: (role: Role) => Promise<void>;
}

const PASSWORD = 'correct horse battery';

/** Makes people in the database, as the command line does, and signs them in over HTTP. */
export async function createPeople(db: Database, url: string, AUTH_SECRET: string): Promise<People> {
  const auth = await createAuthentication(db, { APP_URL: url, AUTH_SECRET });
  const current = new Map<Role, Record<string, string>>();
  let made = 0;
  const make = async (role: Role): Promise<Record<string, string>> => {
    if (role === 'nobody') return {};
    const isAdmin = role.startsWith('administrator');
    made += 1;
    const username =
      made > roles.length ? `fuzz.${randomBytes(4).toString('hex')}` : `${isAdmin ? 'ada' : 'mia'}.${made}`;
    const { id } = await actingAs(systemActor, () =>
      createAccount(db.em.fork(), {
        username,
        email: `${username}@example.com`,
        display_name: `Fuzz ${made}`,
        role: isAdmin ? 'admin' : 'member',
        password: PASSWORD,
      }),
    );
    if (!role.endsWith('by key')) return { cookie: await signIn(url, username, PASSWORD), origin: url };
    const key = await auth.createKey({
      name: 'fuzz',
      service: false,
      user_id: id,
      scopes: isAdmin ? [...scopes] : ['activity:read', 'activity:write'],
    });
    return { authorization: `Bearer ${key}` };
  };
  const renew = async (role: Role) => {
    current.set(role, await make(role));
  };
  for (const role of roles) await renew(role);
  return { headersOf: (role) => current.get(role) ?? {}, renew };
}
