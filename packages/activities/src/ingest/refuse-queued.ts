import type { EntityManager } from '@mikro-orm/postgresql';
import { type ActivityEvent, isReported } from '@timetracker/shared';
import { sql } from 'kysely';

/** An event may be dated five minutes ahead; the clocks of two machines may differ by as much again. */
const MOST_AHEAD_MS = 10 * 60_000;

interface Known {
  now: Date;
  /** Whether what the release before handed on is still taken. */
  takes_app: boolean;
  accounts: number[];
}

/**
 * What of a batch is not what somebody could have posted, with the reasons: whoever reaches the queue's server can put
 * anything there, and must not speak as the app, as the system, as an account that there is not, or of the future.
 * @param events in shape
 */
export async function refuseQueued(
  em: EntityManager,
  events: readonly ActivityEvent[],
): Promise<ReadonlyMap<ActivityEvent, string>> {
  if (events.length === 0) return new Map();
  const named = [...new Set(events.flatMap((event) => event.user_id ?? []))];
  const { rows } = await sql<Known>`
    select clock_timestamp() as now,
      coalesce((select max(taken_until) from app_events_by_queue) > clock_timestamp(), false) as takes_app,
      array(select id from users where id = any(${named}::integer[])) as accounts`.execute(em.getKysely());
  const [known] = rows;
  if (!known) return new Map();
  const accounts = new Set(known.accounts);
  const latest = known.now.getTime() + MOST_AHEAD_MS;
  const reasons = events.map(
    (event) => [event, reasonAgainst(event, accounts, latest, known.takes_app)] as const,
  );
  return new Map(reasons.flatMap(([event, reason]) => (reason === undefined ? [] : [[event, reason]])));
}

function reasonAgainst(
  event: ActivityEvent,
  accounts: ReadonlySet<number>,
  latest: number,
  takesApp: boolean,
): string | undefined {
  const { source, user_id, entity_type, occurred_at, received_at } = event;
  if ([occurred_at, received_at].some((at) => at !== null && Date.parse(at) > latest))
    return 'An event of the future is not taken from the queue';
  if (user_id !== null && !accounts.has(user_id)) return `There is no account ${user_id}`;
  if (source === 'app' && takesApp) return undefined;
  if (source !== 'api') return `An event with the source ${source} is not taken from the queue`;
  if (user_id === null) return 'An event of the system itself is not taken from the queue';
  if (!isReported(entity_type)) return `An event about ${entity_type} is not taken from the queue`;
  return undefined;
}
