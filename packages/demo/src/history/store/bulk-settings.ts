import { type Kysely, sql } from 'kysely';

const settings = {
  // An index of many rows is sorted, and a count of them kept, in memory, as far as it goes.
  maintenance_work_mem: '512MB',
  work_mem: '128MB',
  // Without the client, there is nobody to commit: the server need not finish.
  client_connection_check_interval: '2s',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
};

/** Settings for much work at once, until the transaction ends. */
export async function useBulkSettings(db: Kysely<unknown>): Promise<void> {
  for (const [name, value] of Object.entries(settings))
    await sql`select set_config(${name}, ${value}, true)`.execute(db);
}
