import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openDatabase, poolOf } from './orm.ts';
import { createTestDatabase } from './test-database.ts';

test('a database closes though a connection to it is only opening, and who asked for that is refused', async () => {
  const testDatabase = await createTestDatabase();
  const database = await openDatabase(testDatabase.url);
  const ask = () => database.em.getConnection().execute('select 1 as one');
  await ask();
  const pool = await poolOf(database);
  const held = await pool.connect();
  const asked = ask().then(
    () => 'answered',
    () => 'refused',
  );
  while (pool.totalCount < 2) await setImmediate();
  const closed = database.close();
  held.release();
  await closed;
  expect(await asked).toBe('refused');
  await testDatabase.drop();
});
