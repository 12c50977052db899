import type { ChangeSet, EntityMetadata, EventArgs, EventSubscriber } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { AppError } from '@timetracker/shared';
import { sql } from 'kysely';

const ROWS_PER_QUERY = 1_000;

type Key = readonly (string | number | boolean)[];

/**
 * Locks the rows that a flush is about to update or delete, and ends the unit of work when one of them is gone. To the
 * ORM, a statement that touched no row is no error: two people who delete the same comment would both succeed, and each
 * leave an activity of a deletion. The rows of one table are locked together and in the order of their keys, so that two
 * flushes do not wait for each other.
 */
export class RowsToTouch implements EventSubscriber<object> {
  readonly #locked = new WeakSet<ChangeSet<object>>();

  beforeUpdate(args: EventArgs<object>): Promise<void> {
    return this.#lock(args);
  }

  beforeDelete(args: EventArgs<object>): Promise<void> {
    return this.#lock(args);
  }

  async #lock({ em, changeSet }: EventArgs<object>): Promise<void> {
    if (!changeSet || this.#locked.has(changeSet)) return;
    const { meta, type } = changeSet;
    const alike = em
      .getUnitOfWork(false)
      .getChangeSets()
      .filter((other) => other.meta === meta && other.type === type);
    for (const other of alike) this.#locked.add(other);
    const keys = alike.map(keyOf);
    for (let start = 0; start < keys.length; start += ROWS_PER_QUERY)
      await lockRows(em, meta, keys.slice(start, start + ROWS_PER_QUERY), type.startsWith('delete'));
  }
}

const keyOf = ({ entity, meta }: ChangeSet<object>): Key =>
  meta.primaryKeys.map((name) => (entity as Record<string, Key[number]>)[name] ?? '');

/** @throws {AppError} notFound naming the first row that is gone */
async function lockRows(
  em: EventArgs<object>['em'],
  meta: EntityMetadata<object>,
  keys: readonly Key[],
  isDelete: boolean,
): Promise<void> {
  if (!(em instanceof EntityManager)) throw new Error('Rows are locked in PostgreSQL alone');
  const columns = meta.getPrimaryProps().flatMap((prop) => prop.fieldNames);
  const key = sql.join(columns.map((column) => sql.ref(column)));
  const wanted = sql.join(keys.map((values) => sql`(${sql.join(values.map((value) => sql`${value}`))})`));
  // What refers to a row may be written while the row is changed, not while it is removed.
  const lock = isDelete ? sql`for update` : sql`for no key update`;
  const { rows } = await sql<Record<string, unknown>>`
    select ${key} from ${sql.table(meta.tableName)} where (${key}) in (${wanted}) order by ${key} ${lock}`.execute(
    em.getKysely(),
  );
  if (rows.length === keys.length) return;
  const found = new Set(rows.map((row) => JSON.stringify(columns.map((column) => row[column]))));
  const gone = keys.find((values) => !found.has(JSON.stringify(values))) ?? [];
  throw new AppError('notFound', `There is no ${nameOf(meta)} ${gone.join('/')} any more`);
}

/** `TimeEntry` as "time entry". */
const nameOf = ({ className }: EntityMetadata<object>) =>
  className.replace(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase();
