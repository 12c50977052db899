import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../orm.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { agentParts, shortAgent, userAgentOf, wholeAgent } from './short-agents.ts';

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

const parts = agentParts.map(([, part]) => part);
/** Texts that are made of the parts, of pieces of them and of others. */
const agent = fc
  .array(
    fc.oneof(
      fc.constantFrom(...parts),
      fc.constantFrom(...parts).chain((part) => fc.nat(part.length).map((end) => part.slice(0, end))),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
      fc.constantFrom('\u0001', '\t', '145.0', ' Edg/142'),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''))
  .filter((text) => !text.includes('\u0000'));

test('whatever a user agent says, it comes back as it was', () => {
  fc.assert(
    fc.property(agent, (user_agent) => {
      const short = shortAgent(user_agent);
      if (short !== null) expect(short.length).toBeLessThan(user_agent.length);
      const row = { user_agent: short === null ? user_agent : null, agent: short };
      expect(userAgentOf(row)).toBe(user_agent);
    }),
  );
});

test('the database makes the same of it', async () => {
  const short = fc
    .sample(agent, { numRuns: 500, seed: 1 })
    .flatMap((user_agent) => shortAgent(user_agent) ?? []);
  const { rows } = await sql<{ agent: string; whole: string }>`
    select agent, whole_agent(agent) as whole from unnest(${short}::text[]) as agent`.execute(
    database.em.getKysely(),
  );
  expect(short.length).toBeGreaterThan(100);
  expect(rows.map(({ whole }) => whole)).toEqual(rows.map((row) => wholeAgent(row.agent)));
});

test('what browsers say of themselves takes a few bytes', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1';
  expect([chrome, safari].map((text) => shortAgent(text)?.length)).toEqual([7, 12]);
});

test.each(['Sync/2.0', '', 'Mozilla/5.0 (\u0002', `Mozilla/5.0 (${'x'.repeat(500)}`])(
  '%j stays as it is',
  (text) => expect(shortAgent(text)).toBeNull(),
);

test('the list that activities are stored by is not changed', () => {
  expect(createHash('sha256').update(JSON.stringify(agentParts)).digest('hex')).toBe(
    '8e38e25d466b6d05b5acd7e3853c08aa480c26f84c692ffe6fb36b4fb1bb0e36',
  );
});
