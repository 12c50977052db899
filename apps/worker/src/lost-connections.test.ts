import { openDatabase } from '@timetracker/db';
import { expect, test } from 'vitest';
import { startSurroundings } from './test-worker.ts';

test('a connection lost within a transaction leaves its place in the pool to the next', async () => {
  const around = await startSurroundings('postgres');
  const db = await openDatabase(around.env.DATABASE_URL, { applicationName: 'test-pool', poolSize: 1 });
  for (let losses = 0; losses < 3; losses += 1) {
    const interrupted = db.em.fork().transactional(async (tx) => {
      await tx.execute('select 1');
      await around.proxy.cut();
      await tx.execute('select 2');
    });
    await expect(interrupted).rejects.toThrow();
    await around.proxy.restore();
  }
  await expect.poll(() => db.em.execute('select 3 as three'), { timeout: 10_000 }).toEqual([{ three: 3 }]);
  await db.close();
  await around.stop();
});
