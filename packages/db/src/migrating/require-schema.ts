import { UnusableServerError } from '@timetracker/shared';
import { EnvError } from '@timetracker/shared/env';
import { sql } from 'kysely';
import { migrations } from '../migrations/index.ts';
import type { Database } from '../orm.ts';

/** The database is older than this release, so the process does not start. One line for people. */
export class OldSchemaError extends EnvError {
  override name = 'OldSchemaError';

  constructor(has: string, needs: string) {
    super(`The database has ${has}; this version needs ${needs}: run npm run migrate`);
  }
}

const NOT_ALLOWED = '42501';

/**
 * Makes sure that the database has every change of schema that this release works with. A newer database is fine: the
 * release before works on it (docs/operations.md).
 * @throws {OldSchemaError} when something is missing; {UnusableServerError} when the database cannot be reached
 */
export async function requireSchema(database: Database): Promise<void> {
  const needed = migrations.map(({ name }) => name);
  const executed = await executedIn(database, needed.at(-1) ?? '');
  const missing = needed.findLast((name) => !executed.includes(name));
  if (missing !== undefined) throw new OldSchemaError(`schema ${executed.at(-1) ?? '(none)'}`, missing);
}

/** The names of what was executed, in order. */
async function executedIn({ em, config }: Database, needs: string): Promise<string[]> {
  const url = config.get('clientUrl') ?? '';
  const kysely = em.fork().getKysely();
  const { rows: found } = await sql<{ exists: boolean }>`
    select to_regclass('schema_migrations') is not null as exists`
    .execute(kysely)
    .catch((error: unknown) => {
      throw new UnusableServerError('DATABASE_URL', url, error);
    });
  if (found[0]?.exists !== true) throw new OldSchemaError('no schema', needs);
  try {
    const { rows } = await sql<{ name: string }>`select name from schema_migrations order by name`.execute(
      kysely,
    );
    return rows.map(({ name }) => name);
  } catch (error) {
    // Releases before this look let nobody read the table but its owner.
    if (isNotAllowed(error)) throw new OldSchemaError('an older schema', needs);
    throw error;
  }
}

const isNotAllowed = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === NOT_ALLOWED) || isNotAllowed(error.cause));
