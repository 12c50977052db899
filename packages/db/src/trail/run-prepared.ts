import type { EntityManager } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';
import type pg from 'pg';
import { sqlState } from './sql-state.ts';

/**
 * What a connection has prepared is of no use any more: its result has another type since a migration (0A000), or a pooler has put
 * another connection in its place, which knows nothing of it (26000) or has it already (42P05). Nothing has been done then.
 */
const OF_NO_USE = new Set(['0A000', '26000', '42P05']);

/**
 * Runs a statement outside of any transaction that its connection keeps prepared: PostgreSQL parses and plans it a few times
 * instead of each time, which takes as long as storing dozens of events.
 * Where that cannot be used any more, it runs once without.
 * @param name stands for this one text, whatever its parameters are
 */
export async function runPrepared<Row extends pg.QueryResultRow>(
  em: EntityManager,
  name: string,
  statement: RawBuilder<Row>,
): Promise<Row[]> {
  const { sql, parameters } = statement.compile(em.getKysely());
  const pool: pg.Pool = await em.getConnection().getNativeClient();
  const query = { text: sql, values: [...parameters] };
  try {
    return (await pool.query<Row>({ ...query, name })).rows;
  } catch (error) {
    if (!OF_NO_USE.has(sqlState(error))) throw error;
    return (await pool.query<Row>(query)).rows;
  }
}
