import { activityEvent } from '@timetracker/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OutboxEvent } from '../entities/index.ts';
import { type Database, openDatabase } from '../orm.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { actingAs } from './actor.ts';
import { recordAudit } from './record-audit.ts';

let testDatabase: TestDatabase;
let database: Database;
const actor = { user_id: 7, ip_address: '192.0.2.7', user_agent: 'Test' };

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const outbox = async () =>
  (await database.em.fork().findAll(OutboxEvent)).map(({ payload }) => activityEvent.parse(payload));

test('a deed that is rolled back leaves nothing; one that is not is told of its actor', async () => {
  const undone = actingAs(actor, () =>
    database.em.fork().transactional(async (tx) => {
      await recordAudit(tx, { action: 'purged', entity_id: 0 });
      throw new Error('changed my mind');
    }),
  );
  await expect(undone).rejects.toThrow('changed my mind');
  expect(await outbox()).toEqual([]);
  await actingAs(actor, () =>
    database.em.fork().transactional((tx) =>
      recordAudit(tx, {
        action: 'created',
        entity_id: 3,
        entity_name: 'Mia',
        extra_data: { key: 'shell' },
      }),
    ),
  );
  expect(await outbox()).toMatchObject([
    { ...actor, entity_type: 'audit', description: 'Created API key "shell" for "Mia"', project_id: null },
  ]);
});

test('nobody does it: it is refused', async () => {
  await expect(recordAudit(database.em.fork(), { action: 'held', entity_id: 1 })).rejects.toThrow('actingAs');
});
