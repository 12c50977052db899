import { type Database, leavesSql, openDatabase, withUserAgent } from '@timetracker/db';
import { createTestDatabase, type TestDatabase, useFormat } from '@timetracker/db/testing';
import { leafHash } from '@timetracker/log/node';
import { anEvent } from '@timetracker/shared/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeBatch } from './store-batch.ts';
import type { NewActivity } from './write-activities.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0';

/** Texts and numbers that a database could give back in another form than it was given them. */
const freeData = fc.dictionary(fc.constantFrom('b', 'a', 'ä', 'zz', 'A', '10', '9'), fc.jsonValue(), {
  noNullPrototype: true,
});
const storable = (value: unknown) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value));

test.each(['narrow', 'wide'] as const)(
  'whatever a %s activity holds, its leaf can be computed again from the row',
  async (format) => {
    await useFormat(testDatabase.url, format);
    const samples = fc.sample(freeData.filter(storable), { numRuns: 300, seed: 3 });
    const events = samples.map((extra_data, index) => ({
      ...anEvent({
        entity_name: index % 2 ? `Näme "${index}"` : null,
        occurred_at: '2026-03-29T01:30:00.5Z',
      }),
      extra_data,
      user_agent: index % 2 ? EDGE : 'integration/1.0',
    }));
    const { stored } = await storeBatch(database.em, events);
    expect(stored).toHaveLength(events.length);
    const { rows } = await sql<
      NewActivity & { agent: string | null; created_at: Date; recorded_at: Date; hash: string; salt: string }
    >`
    select activities.*, encode(hash, 'hex') as hash, encode(salt, 'hex') as salt
    from activities join ${leavesSql} as leaves using (id) where id >= ${stored[0]?.id}`.execute(
      database.em.getKysely(),
    );
    expect(rows).toHaveLength(events.length);
    expect(rows.filter(({ agent }) => agent !== null)).toHaveLength(format === 'narrow' ? 150 : 0);
    for (const { hash, salt, created_at, recorded_at, ...row } of rows.map(withUserAgent)) {
      const facts = {
        ...row,
        created_at: new Date(created_at).toISOString(),
        recorded_at: new Date(recorded_at).toISOString(),
      };
      expect(leafHash(facts, row, salt)).toBe(hash);
    }
  },
);
