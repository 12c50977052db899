import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

const LOOK_EVERY_MS = 50;

/** The lock of a table, its mode in PostgreSQL's words, such as `access exclusive`. */
export interface TableLock {
  table: string;
  mode: string;
}

/** Watches, from another connection, what a transaction locks and who is in its way. */
export interface LockWatch {
  /** Watches a server process while `work` goes on. */
  during: (pid: number, work: () => Promise<void>) => Promise<void>;
  /** The locks of tables that were held or waited for, the one that was waited for last first. */
  needed: () => TableLock[];
  /** Whether the lock that was waited for last is that of a table. */
  waitedForTable: () => boolean;
  /** Who was in the way last, in words; never what they ask, which may hold data of people. */
  waitedFor: () => string;
}

interface Seen extends TableLock {
  granted: boolean;
}

interface Blocker {
  pid: number;
  name: string;
  seconds: number | null;
  table: string | null;
}

// In order of strength. Weaker ones are those of reading and writing rows, which are taken when they are needed.
const strong = ['share update exclusive', 'share', 'share row exclusive', 'exclusive', 'access exclusive'];

/**
 * @param client a connection that nothing else is asked on meanwhile
 * @param schema of the tables; the connection's own unless told otherwise
 */
export function watchLocks(client: pg.Client, schema?: string): LockWatch {
  const known = new Map<string, string>();
  let blocker: Blocker | undefined;

  const note = ({ table, mode, granted }: Seen) => {
    const before = known.get(table);
    const stronger = before === undefined || strong.indexOf(mode) > strong.indexOf(before) ? mode : before;
    if (!strong.includes(stronger)) return;
    if (granted) {
      known.set(table, stronger);
      return;
    }
    const others = [...known].filter(([name]) => name !== table);
    known.clear();
    for (const [name, kept] of [[table, stronger] as const, ...others]) known.set(name, kept);
  };
  const look = async (pid: number) => {
    for (const seen of await locksOf(client, pid, schema)) note(seen);
    blocker = (await blockerOf(client, pid)) ?? blocker;
  };

  return {
    during: async (pid, work) => {
      const ended = new AbortController();
      const looking = (async () => {
        while (!ended.signal.aborted) {
          await look(pid);
          await delay(LOOK_EVERY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
        }
      })();
      try {
        await work();
      } catch (error) {
        // A transaction that failed keeps its locks until it is rolled back.
        ended.abort();
        await looking;
        await look(pid);
        throw error;
      } finally {
        ended.abort();
        await looking;
      }
    },
    needed: () => [...known].map(([table, mode]) => ({ table, mode })),
    waitedForTable: () => blocker !== undefined && blocker.table !== null,
    waitedFor: () => (blocker ? inWords(blocker) : 'somebody else holds a lock that it needs'),
  };
}

/** Of tables that others can see: what the transaction itself has created is nobody else's to lock. */
async function locksOf(client: pg.Client, pid: number, schema?: string): Promise<Seen[]> {
  const { rows } = await client.query<Seen>(
    `select relname as table, granted,
       lower(trim(regexp_replace(replace(mode, 'Lock', ''), '([A-Z])', ' \\1', 'g'))) as mode
     from pg_locks join pg_class on pg_class.oid = relation
     where pid = $1 and locktype = 'relation' and relkind in ('r', 'p') and relnamespace = to_regnamespace(coalesce($2, current_schema()))
     order by granted desc, relname`,
    [pid, schema ?? null],
  );
  return rows;
}

async function blockerOf(client: pg.Client, pid: number): Promise<Blocker | undefined> {
  const { rows } = await client.query<Blocker>(
    `select activity.pid, activity.application_name as name,
       extract(epoch from clock_timestamp() - activity.xact_start)::integer as seconds,
       (select relname from pg_locks join pg_class on pg_class.oid = relation
         where pg_locks.pid = $1 and not granted and locktype = 'relation') as table
     from unnest(pg_blocking_pids($1)) as blocking (pid) join pg_stat_activity activity on activity.pid = blocking.pid
     order by activity.xact_start nulls last limit 1`,
    [pid],
  );
  return rows[0];
}

const inWords = ({ pid, name, seconds, table }: Blocker) =>
  `${name === '' ? 'a connection without a name' : name} (process ${pid}` +
  `${seconds === null ? '' : `, in a transaction for ${seconds} s`}) holds ` +
  (table === null ? 'the lock of who writes the trail' : `the table ${table}`);
