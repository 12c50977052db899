import { databaseRoles, queueNames } from '@timetracker/shared';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import { SCHEMA } from './backend.ts';

// Spells "queu" in ASCII; two at once would change the same rights.
const RIGHTS_LOCK = 0x71_75_65_75;

/**
 * Brings the queue's tables up to date, and lets API and worker use them, as far as their roles exist. Safe to run from
 * several processes at once.
 */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'timetracker-migrate' });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [RIGHTS_LOCK]);
    await createSequences(client);
    await grantUse(client);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

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
