import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDatabase } from '@timetracker/db';
import { expect, vi } from 'vitest';

const migrate = join(import.meta.dirname, '..', '..', 'scripts', 'migrate.ts');
const tables = ['users', 'auth_accounts', 'clients', 'projects', 'tasks', 'time_entries', 'activity_outbox'];

/**
 * Kills a first start when it has filled a part of the demo workspace.
 * @returns table → how many rows it left behind
 */
export async function killFirstStart(url: string): Promise<Record<string, number>> {
  const child = spawn(process.execPath, [migrate], {
    env: { PATH: process.env['PATH'], DATABASE_URL: url, AUTH_SECRET: 'x'.repeat(32), DEMO: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('Filling')) break;
  const db = await openDatabase(url, { applicationName: 'test', poolSize: 2 });
  const [comments] = await db.em.execute<{ oid: number }[]>(
    `select 'comments'::regclass::oid::integer as oid`,
  );
  const writers = async () =>
    (
      await db.em.execute<object[]>(
        `select from pg_locks where relation = ${comments?.oid} and mode = 'RowExclusiveLock'`,
      )
    ).length;
  await vi.waitFor(async () => expect(await writers()).toBe(1), { timeout: 120_000 });
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  await vi.waitFor(async () => expect(await writers()).toBe(0), { timeout: 30_000 });
  const left: Record<string, number> = {};
  for (const table of tables) {
    const [found] = await db.em.execute<{ count: number }[]>(`select count(*) as count from ${table}`);
    left[table] = found?.count ?? -1;
  }
  // A rollback does not give ids back; from 1 again, contents can be compared.
  await db.em.execute(
    `select setval(pg_get_serial_sequence(table_name, 'id'), 1, false) from information_schema.columns
     where table_schema = 'public' and column_name = 'id' and is_identity = 'YES'`,
  );
  await db.close();
  return left;
}
