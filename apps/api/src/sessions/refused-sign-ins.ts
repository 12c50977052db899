import { actingAs, type Database, recordAudit, User } from '@timetracker/db';
import { usernameKey } from '@timetracker/shared';
import { z } from 'zod';

const WINDOW_MS = 60_000;
/** Told within a minute: of one account, and of all together. Who guesses on must not flood the trail. */
const MOST_OF_ONE = 5;
const MOST_OF_ALL = 60;

/** Where a sign-in was tried from. */
export interface Origin {
  ip_address: string | null;
  user_agent: string | null;
}

const credentials = z.object({ username: z.string().optional(), email: z.string().optional() });

/**
 * Tells administrators of refused sign-ins. Of what was typed nothing is kept unless it names an account, as people
 * type passwords into the wrong field. What is not told because of the limit is counted in the next that is.
 */
export function createRefusedSignIns(db: Database) {
  let since = 0;
  let all = 0;
  let untold = 0;
  let ofOne = new Map<number, number>();

  const isTold = (user_id: number): boolean => {
    if (Date.now() - since >= WINDOW_MS) {
      since = Date.now();
      all = 0;
      ofOne = new Map();
    }
    const one = ofOne.get(user_id) ?? 0;
    if (one >= MOST_OF_ONE || all >= MOST_OF_ALL) return false;
    ofOne.set(user_id, one + 1);
    all += 1;
    return true;
  };

  return {
    /**
     * @param body of the request, as it was sent
     * @param status of the answer
     */
    tell: async (body: string, status: number, from: Origin): Promise<void> => {
      const em = db.em.fork();
      const user = await accountNamed(em, body);
      if (!isTold(user?.id ?? 0)) {
        untold += 1;
        return;
      }
      const before = untold;
      untold = 0;
      await actingAs({ user_id: null, ...from }, () =>
        recordAudit(em, {
          action: 'refused',
          entity_id: user?.id ?? 0,
          entity_name: user?.display_name ?? null,
          extra_data: {
            reason: status === 403 ? 'deactivated' : 'credentials',
            ...(before > 0 && { untold_before: before }),
          },
        }),
      );
    },
  };
}

/** The account that a sign-in names, by user name or e-mail. @param body of the request, as it was sent */
export async function accountNamed(em: Database['em'], body: string): Promise<User | null> {
  const typed = credentials.safeParse(jsonOf(body));
  const username = typed.data?.username === undefined ? undefined : usernameKey(typed.data.username);
  const email = typed.data?.email?.toLowerCase();
  if (username !== undefined && !username.includes('\0')) return em.findOne(User, { username });
  if (email !== undefined && !email.includes('\0')) return em.findOne(User, { email });
  return null;
}

/** What a sign-in names an account by, normalized. @param body of the request, as it was sent */
export function typedName(body: string): string | undefined {
  const { username, email } = credentials.safeParse(jsonOf(body)).data ?? {};
  const name = username ?? email;
  return name === undefined ? undefined : usernameKey(name);
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
