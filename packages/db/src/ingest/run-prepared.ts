import type { EntityManager } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';
import type pg from 'pg';

/**
 * Runs a statement outside of any transaction that its connection keeps prepared: PostgreSQL parses and plans it a few times
 * instead of each time, which takes as long as storing dozens of events.
 * @param name stands for this one text, whatever its parameters are
 */
export async function runPrepared<Row extends pg.QueryResultRow>(
  em: EntityManager,
  name: string,
  statement: RawBuilder<Row>,
): Promise<Row[]> {
  const { sql, parameters } = statement.compile(em.getKysely());
  const pool: pg.Pool = await em.getConnection().getNativeClient();
  const { rows } = await pool.query<Row>({ name, text: sql, values: [...parameters] });
  return rows;
}
