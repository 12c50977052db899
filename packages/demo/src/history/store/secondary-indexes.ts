import { type Kysely, sql } from 'kysely';

/** An index as the database describes it. */
interface Index {
  name: string;
  /** The statement that makes it, or the constraint that it stands for. */
  definition: string;
  is_constraint: boolean;
}

/**
 * Drops the indexes of `activities` except the primary key, and whatever another table refers to: rows arrive in the
 * order of the key, so it costs little. Until the transaction ends, nobody else can read the table.
 * @returns how to make them again, one after the other
 */
export async function dropSecondaryIndexes(db: Kysely<unknown>): Promise<(() => Promise<void>)[]> {
  const { rows } = await sql<Index>`
    select class.relname as name, own.oid is not null as is_constraint,
      coalesce(pg_get_constraintdef(own.oid), pg_get_indexdef(class.oid)) as definition
    from pg_index join pg_class class on class.oid = pg_index.indexrelid
    left join pg_constraint own on own.conindid = class.oid and own.conrelid = pg_index.indrelid
      and own.contype in ('u', 'x')
    where pg_index.indrelid = 'activities'::regclass and not pg_index.indisprimary
      and not exists (
        select from pg_constraint other where other.conindid = class.oid and other.contype = 'f')
    order by class.oid`.execute(db);
  for (const { name, is_constraint } of rows) {
    const drop = is_constraint
      ? sql`alter table activities drop constraint ${sql.id(name)}`
      : sql`drop index ${sql.id(name)}`;
    await drop.execute(db);
  }
  // What the database said itself, word for word.
  return rows.map(({ name, definition, is_constraint }) => async () => {
    const make = is_constraint
      ? sql`alter table activities add constraint ${sql.id(name)} ${sql.raw(definition)}`
      : sql.raw(definition);
    await make.execute(db);
  });
}
