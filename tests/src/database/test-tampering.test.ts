import { Activity } from '@timetracker/db';
import { createTestDatabase, tamper } from '@timetracker/db/testing';
import { expect, test } from 'vitest';
import { sqlState, startTrail } from './test-trail.ts';

test('tampering changes the trail, and the guard stands again afterwards', async () => {
  const testDatabase = await createTestDatabase();
  const { database } = await startTrail(testDatabase.url, 2);
  const { em } = database;
  await tamper(em, (tx) => tx.nativeUpdate(Activity, { id: 1 }, { description: 'Another' }));
  expect(await em.fork().findOne(Activity, { id: 1 })).toMatchObject({ description: 'Another' });
  for (const first of ['select 1', 'set local session_replication_role = replica'])
    expect(
      await sqlState(
        em.fork().transactional(async (tx) => {
          await tx.execute(first);
          await tx.nativeDelete(Activity, { id: 1 });
        }),
      ),
    ).toBe('TT001');
  await database.close();
  await testDatabase.drop();
});
