import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import type { Pool, PoolClient } from 'pg';

/** A transaction, for queries and, by its connection, for COPY. */
export interface CopyingTransaction {
  db: Transaction<unknown>;
  connection: PoolClient;
}

/**
 * Runs `work` in a transaction on a connection that it gets hold of too: COPY is none of the ORM's queries. A connection
 * on which something failed is closed, so that the server forgets what was begun, whatever state it was in.
 */
export async function copyingTransaction<Result>(
  pool: Pool,
  work: (transaction: CopyingTransaction) => Promise<Result>,
): Promise<Result> {
  const connection = await pool.connect();
  try {
    const result = await kyselyOn(connection)
      .transaction()
      .execute((db) => work({ db, connection }));
    connection.release();
    return result;
  } catch (error) {
    connection.release(true);
    throw error;
  }
}

function kyselyOn(connection: PoolClient): Kysely<unknown> {
  const client = { query: connection.query.bind(connection), release: () => undefined };
  const pool = { connect: () => Promise.resolve(client), end: () => Promise.resolve(), options: {} };
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}
