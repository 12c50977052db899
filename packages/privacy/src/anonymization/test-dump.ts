import type { EntityManager } from '@mikro-orm/postgresql';

/** Everything that every table says, in lower case: for tests of what must be nowhere. */
export async function dumpOf(manager: EntityManager): Promise<string> {
  const em = manager.fork();
  const tables = await em.execute<{ name: string }[]>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => JSON.stringify(await em.execute(`select t::text from "${name}" t`))),
  );
  return texts.join('\n').normalize('NFC').toLowerCase();
}
