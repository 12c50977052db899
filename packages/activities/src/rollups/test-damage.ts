import type { EntityManager } from '@timetracker/db';
import fc from 'fast-check';
import { sql } from 'kysely';
import { deltasSql } from './add-to-rollups.ts';
import type { RollupDelta } from './rollup-deltas.ts';
import { rollupSeries } from './rollup-series.ts';

/** Something that a hand or a mistake may do to the rollups, for tests. `at`: whose it is, of those that there are. */
export type Damage =
  | { kind: 'changed'; at: number; by: number }
  | { kind: 'deleted'; at: number }
  | { kind: 'added'; row: RollupDelta };

const at = fc.nat();
const oddBuckets = ['infinity', '-infinity', '0044-03-15 12:00:00+00 BC', '12026-01-01 00:00:00+00'];

const added = fc.record({
  series: fc.constantFrom(...rollupSeries.map(({ series }) => series), 'series_of_old'),
  bucket: fc.oneof(
    fc.constantFrom(...oddBuckets),
    fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
  ),
  // Nobody's, so that it is no rollup that there is.
  user_id: fc.integer({ min: 1_000_000, max: 1_000_099 }),
  project_id: fc.nat({ max: 3 }),
  entity_type: fc.constantFrom('', 'task', 'ghost'),
  action: fc.constantFrom('', 'created'),
  count: fc.integer({ min: 1, max: 1_000_000 }),
});

export const damages: fc.Arbitrary<Damage[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('changed' as const),
      at,
      by: fc.integer({ min: -4, max: 4 }).filter((by) => by !== 0),
    }),
    fc.record({ kind: fc.constant('deleted' as const), at }),
    fc.record({ kind: fc.constant('added' as const), row: added }),
  ),
  { maxLength: 12 },
);

/**
 * Does damage to different rollups, each in a transaction of its own.
 * @returns for each rollup how much it has too much then
 */
export async function doDamage(em: EntityManager, wanted: readonly Damage[]): Promise<Map<string, number>> {
  const done = new Map<string, number>();
  const { rows: present } = await sql<RollupDelta>`
    select series, bucket::text, user_id, project_id, entity_type, action, count from activity_rollups
    where user_id < 1000000 order by hashtext(series || bucket || user_id || project_id || entity_type || action)`.execute(
    em.getKysely(),
  );
  for (const damage of wanted) {
    const row = damage.kind === 'added' ? damage.row : present[damage.at % present.length];
    if (!row || done.has(await keyOf(em, row))) continue;
    done.set(await keyOf(em, row), await change(em, damage, row));
  }
  return done;
}

async function change(em: EntityManager, damage: Damage, row: RollupDelta): Promise<number> {
  const where = sql`(series, bucket, user_id, project_id, entity_type, action) = ${tupleSql(row)}`;
  if (damage.kind === 'changed') {
    await sql`update activity_rollups set count = count + ${damage.by} where ${where}`.execute(
      em.getKysely(),
    );
    return damage.by;
  }
  if (damage.kind === 'deleted') {
    const deleted = sql<{ count: number }>`delete from activity_rollups where ${where} returning count`;
    const { rows } = await deleted.execute(em.getKysely());
    return -(rows[0]?.count ?? 0);
  }
  await sql`insert into activity_rollups select * from ${deltasSql([row])}`.execute(em.getKysely());
  return row.count;
}

const tupleSql = (row: Omit<RollupDelta, 'count'>) => sql`(${row.series}::text, ${row.bucket}::timestamptz,
  ${row.user_id}::integer, ${row.project_id}::integer, ${row.entity_type}::text, ${row.action}::text)`;

/** A rollup's key as one text, whichever way its bucket is written. */
export async function keyOf(em: EntityManager, row: Omit<RollupDelta, 'count'>): Promise<string> {
  const { rows } = await sql<{ key: string }>`select ${tupleSql(row)}::text as key`.execute(em.getKysely());
  return rows[0]?.key ?? '';
}
