import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toAppError } from './errors.ts';

let testDatabase: TestDatabase;
let database: Database;
let hasty: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url, { applicationName: 'test' });
  hasty = await openDatabase(testDatabase.url, { applicationName: 'test', queryTimeoutMs: 200 });
  await database.em.execute(`
    insert into users (id, username, display_username, display_name, email)
      overriding system value values (901, 'mia', 'mia', 'Mia', 'mia@example.com');
    insert into projects (id, name) overriding system value values (901, 'Website');
    insert into tasks (id, project_id, name, status) overriding system value values (901, 901, 'Logo', 'todo');
    insert into time_entries (user_id, project_id, started_at, ended_at)
      values (901, 901, '2026-01-01 08:00Z', '2026-01-01 09:00Z');
    insert into clients (id, name, currency) overriding system value values (901, 'Acme', 'EUR');
    insert into invoices (id, client_id, status, currency, tax_rate_basis_points, lines, line_count, subtotal_cents,
      tax_cents, total_cents) overriding system value values (901, 901, 'draft', 'EUR', 0, '[]', 0, 0, 0, 0);
    insert into time_entries (user_id, project_id, task_id, invoice_id, started_at, ended_at)
      values (901, 901, 901, 901, '2026-01-02 08:00Z', '2026-01-02 09:00Z')`);
});
afterAll(async () => {
  await database.close();
  await hasty.close();
  await testDatabase.drop();
});

const refused = async (statement: string, db = database, values: unknown[] = []) => {
  const error: unknown = await db.em
    .fork()
    .execute(statement, values)
    .catch((caught: unknown) => caught);
  const { kind, message, issues, retryAfter } = toAppError(error);
  return { kind, message, path: issues?.[0]?.path, retryAfter };
};
const raising = (state: string) => `do $$ begin raise exception 'secret' using errcode = '${state}'; end $$`;

describe('what a statement is refused for', () => {
  test.each([
    [
      'a name that is taken',
      `insert into users (username, display_username, display_name, email) values ('x', 'x', 'x', 'mia@example.com')`,
      'conflict',
      'email',
    ],
    [
      'something that is gone',
      'insert into comments (task_id, project_id, user_id, body) values (999, 901, 901, $$x$$)',
      'notFound',
      'task_id',
    ],
    ['something that is in use', 'delete from projects where id = 901', 'conflict', 'id'],
    [
      'a status that there is not',
      `insert into clients (name, currency) values ('x', 'euro')`,
      'invalid',
      undefined,
    ],
    ['a missing value', 'insert into projects (name) values (null)', 'invalid', 'name'],
    [
      'time that overlaps',
      `insert into time_entries (user_id, project_id, started_at, ended_at)
        values (901, 901, '2026-01-01 08:30Z', '2026-01-01 09:30Z')`,
      'conflict',
      undefined,
    ],
    [
      'another task for time that is billed',
      'update time_entries set task_id = null where task_id = 901',
      'conflict',
      undefined,
    ],
    [
      'other times for time that is billed',
      `update time_entries set task_id = null, ended_at = '2026-01-02 10:00Z' where task_id = 901`,
      'conflict',
      undefined,
    ],
    ['a number out of range', 'select * from projects where id = 2147483647 + 1', 'invalid', undefined],
    ['a time out of range', `select '294277-01-01'::timestamptz`, 'invalid', undefined],
    ['a time that is none', `select 'yesterdays'::timestamptz`, 'invalid', undefined],
    ['a number that is none', `select 'x'::integer`, 'invalid', undefined],
    ['a zone that there is not', `select now() at time zone 'Mars/Olympus'`, 'invalid', undefined],
  ])('%s', async (_, statement, kind, path) => {
    const answer = await refused(statement);
    expect(answer).toMatchObject({ kind, path });
    expect(answer.message).not.toMatch(/select|insert|delete|violates|constraint/i);
  });

  test('text with NUL, whichever way it comes to the database', async () => {
    expect(await refused('select * from projects where name = ?', database, ['a\u0000b'])).toMatchObject({
      kind: 'invalid',
    });
    expect(await refused(raising('22021'))).toMatchObject({ kind: 'invalid' });
  });

  test.each(['40001', '40P01', '55P03', '57014', '57P01', '53300', '08006', '25P03'])(
    'SQLSTATE %s, which passes by itself',
    async (state) => {
      expect(await refused(raising(state))).toMatchObject({ kind: 'unavailable', retryAfter: 2 });
    },
  );

  test('an answer that does not come in time', async () => {
    expect(await refused('select pg_sleep(2)', hasty)).toMatchObject({ kind: 'unavailable', retryAfter: 2 });
  });

  test.each(['42P01', '42501', 'TT001', 'XX000'])(
    'SQLSTATE %s, which is nobody’s but ours',
    async (state) => {
      expect(await refused(raising(state))).toEqual({
        kind: 'internal',
        message: 'Something went wrong on our side',
        path: undefined,
        retryAfter: undefined,
      });
    },
  );
});
