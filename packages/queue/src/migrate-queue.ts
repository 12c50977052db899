import {
  firstWaitMs,
  type LockWatch,
  type MigratingOptions,
  SHORT_WAIT_MS,
  untilUnlocked,
} from '@timetracker/migrating';
import { databaseRoles, queueNames } from '@timetracker/shared';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import { SCHEMA } from './backend.ts';

// Spells "queu" in ASCII; two at once would change the same rights.
const MIGRATION_LOCK = 0x71_75_65_75;

/**
 * Brings the queue's tables up to date, and lets API and worker use them, as far as their roles exist, in one transaction.
 * Safe to run from several processes at once, and while others work with the queue: it waits for locks only for moments,
 * and begins anew when others are in the way.
 * @throws {MigrationBlockedError} when others were in the way for too long; nothing was changed then
 */
export async function migrateQueue(databaseUrl: string, options: MigratingOptions = {}): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'timetracker-migrate' });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid ?? 0;
    const queue = { url: databaseUrl, turnLock: MIGRATION_LOCK, schema: SCHEMA };
    await untilUnlocked(queue, options, (_beside, locks, failed) =>
      locks.during(pid, () => inTransaction(client, () => migrateOnce(client, locks, failed))),
    );
  } finally {
    await client.end();
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Takes first what attempts before waited for, holding nothing else meanwhile that others could need. */
async function migrateOnce(client: pg.Client, locks: LockWatch, failed: number): Promise<void> {
  await waitAtMost(client, firstWaitMs(failed));
  for (const { table, mode } of locks.needed()) {
    await client.query(`lock table ${SCHEMA}.${client.escapeIdentifier(table)} in ${mode} mode`);
    await waitAtMost(client, SHORT_WAIT_MS);
  }
  await waitAtMost(client, SHORT_WAIT_MS);
  await runMigrations(within(client), SCHEMA);
  await createSequences(client);
  await grantUse(client);
}

const waitAtMost = (client: pg.Client, ms: number) =>
  client.query(`select set_config('lock_timeout', $1, true)`, [`${ms}ms`]);

const OWN_TRANSACTION = new Set(['BEGIN', 'COMMIT', 'ROLLBACK']);

/** BullMQ would begin and end a transaction of its own, without the locks and the rights. */
const within = (client: pg.Client): Parameters<typeof runMigrations>[0] => ({
  query: async (text, values) => {
    if (OWN_TRANSACTION.has(text)) return { rows: [] };
    const { rows } = await client.query(text, values && [...values]);
    return { rows };
  },
});

/** BullMQ makes a queue's sequence of ids when its first job comes, which the processes may not, and could not share. */
async function createSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select ${SCHEMA}.job_id_seq_name(queue) as name from unnest($1::text[]) as queue`,
    [queueNames],
  );
  for (const { name } of rows)
    await client.query(`create sequence if not exists ${SCHEMA}.${client.escapeIdentifier(name)}`);
}

/** Both put jobs in, look at them, and take them out. */
async function grantUse(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [Object.values(databaseRoles)],
  );
  if (rows.length === 0) return;
  const roles = rows.map(({ rolname }) => client.escapeIdentifier(rolname)).join(', ');
  await client.query(`
    grant usage on schema ${SCHEMA} to ${roles};
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${roles};
    grant usage, select, update on all sequences in schema ${SCHEMA} to ${roles}`);
}
