import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasExactNumbers } from './exact-numbers.ts';

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

/** What jsonb makes of JSON. */
async function stored(values: readonly unknown[]): Promise<string[]> {
  const texts = values.map((value) => JSON.stringify(value));
  const { rows } = await sql<{ json: string }>`
    select json::jsonb::text as json from unnest(${texts}::text[]) with ordinality as list (json, place)
    order by place`.execute(database.em.getKysely());
  return rows.map(({ json }) => json);
}

test('what JavaScript wrote is exact, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.jsonValue()), {
        minLength: 50,
      }),
      async (values) => {
        // PostgreSQL takes no zero byte, and no half of a surrogate pair.
        const fit = values.filter((value) => !/\\u(?:0000|d[89a-f])/.test(JSON.stringify(value)));
        for (const json of await stored(fit)) expect([json, hasExactNumbers(json)]).toEqual([json, true]);
      },
    ),
    { numRuns: 30 },
  );
});

test.each([
  '{"cents": 9007199254740993}',
  '{"price": 0.10000000000000000001}',
  '[1, [2.50]]',
  '{"a\\"": "1.0", "b": 1.0}',
  '[0.0]',
  '[1e400]',
  '[1000000000000000000001]',
])('%s is not', (json) => {
  expect(hasExactNumbers(json)).toBe(false);
});

test.each([
  '{"cents": 9007199254740992, "price": 0.1}',
  '["1.0", "\\\\", -7, 0]',
  '[1000000000000000000000]',
])('%s is', (json) => {
  expect(hasExactNumbers(json)).toBe(true);
});
