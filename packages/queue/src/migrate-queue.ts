import { runMigrations } from 'bullmq';
import pg from 'pg';
import { SCHEMA } from './backend.ts';

/** Brings the queue's tables up to date. Safe to run from several processes at once. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'timetracker-migrate' });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end();
  }
}
