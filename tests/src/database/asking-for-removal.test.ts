import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sqlState } from './test-trail.ts';

const NOT_ALLOWED = '42501';
const NO_ACCOUNT = 'TT005';
const UNTOLD = 'TT006';

let testDatabase: TestDatabase;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await as('superuser', (client) =>
    client.query(`insert into users (id, username, display_username, display_name, email)
      values (5, 'iris', 'Iris', 'Iris Berg', 'iris@example.com'), (6, 'jon', 'Jon', 'Jon', 'jon@example.com')`),
  );
});
afterAll(() => testDatabase.drop());

type Role = 'superuser' | 'api' | 'worker';
async function as<Result>(role: Role, run: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const { url, apiUrl, workerUrl } = testDatabase;
  const client = new pg.Client({ superuser: url, api: apiUrl, worker: workerUrl }[role]);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

const purge = (columns = '', values = '') =>
  `insert into activity_purges (id, reason, before${columns}) values ('${randomUUID()}', 'Old', now()${values})`;
const anonymization = (user_id: number, columns = '', values = '') =>
  `insert into anonymizations (id, user_id, reason${columns}) values ('${randomUUID()}', ${user_id}, 'Asked'${values})`;

describe.each(['api', 'worker'] as const)('as %s', (role) => {
  let client: pg.Client;
  beforeEach(async () => {
    client = new pg.Client(role === 'api' ? testDatabase.apiUrl : testDatabase.workerUrl);
    await client.connect();
    return () => client.end();
  });

  test('an anonymization says nothing of names, progress or an end', async () => {
    for (const [column, value] of [
      ['identifiers', `'[{"display_name":"Contoso Ltd"}]'`],
      ['stage', `'activities'`],
      ['target', '9'],
      ['scanned', '9'],
      ['counts', `'{}'`],
      ['finished_at', 'now()'],
    ])
      expect(await sqlState(client.query(anonymization(6, `, ${column}`, `, ${value}`)))).toBe(NOT_ALLOWED);
  });

  if (role === 'worker') return;

  test('a purge cannot be asked for as one that has begun, come far or ended', async () => {
    for (const [column, value] of [
      ['begun_at', 'now()'],
      ['last_id', '1000000000'],
      ['purged_through', '5'],
      ['purged', '5'],
      ['finished_at', 'now()'],
      ['root', `sha256('x')`],
      ['started_at', `'2020-01-01'`],
    ])
      expect(await sqlState(client.query(purge(`, ${column}`, `, ${value}`)))).toBe(NOT_ALLOWED);
    expect((await client.query(purge(', requested_by', ', 5'))).rowCount).toBe(1);
    for (const change of ['update activity_purges set last_id = 5', 'delete from activity_purges'])
      expect(await sqlState(client.query(change))).toBe(NOT_ALLOWED);
  });

  test('who is no account is not anonymized, and the names are those of the account', async () => {
    expect(await sqlState(client.query(anonymization(999)))).toBe(NO_ACCOUNT);
    const id = randomUUID();
    await client.query(`insert into anonymizations (id, user_id, reason) values ($1, 5, 'Asked')`, [id]);
    const { rows } = await client.query('select identifiers from anonymizations where id = $1', [id]);
    expect(rows).toEqual([
      {
        identifiers: [
          { username: 'iris', display_name: 'Iris Berg', email: 'iris@example.com' },
          { username: 'Iris' },
        ],
      },
    ]);
    expect(await sqlState(client.query(`update anonymizations set identifiers = '[]'`))).toBe(NOT_ALLOWED);
  });
});

test('the API neither places nor releases a legal hold in silence, nor changes one', async () => {
  const place = `insert into legal_holds (project_id, reason) values (3, 'Court')`;
  const release = 'delete from legal_holds where project_id = 3';
  const tell = (action: string, project_id: number) =>
    `insert into activity_outbox (event_id, payload) values (gen_random_uuid(), '${JSON.stringify({
      entity_type: 'audit',
      action,
      extra_data: { project_id, user_id: null },
    })}')`;
  const together = (...statements: string[]) => `begin; ${statements.join('; ')}; commit`;
  await as('api', async (client) => {
    expect(await sqlState(client.query(place))).toBe(UNTOLD);
    expect(await sqlState(client.query(together(place, tell('held', 4))))).toBe(UNTOLD);
    await client.query('rollback');
    expect(await sqlState(client.query(together(place, tell('held', 3))))).toBe('');
    expect(await sqlState(client.query(release))).toBe(UNTOLD);
    expect(await sqlState(client.query(`update legal_holds set project_id = 9`))).toBe(NOT_ALLOWED);
    expect(await sqlState(client.query(together(tell('released', 3), release)))).toBe('');
  });
  await as('worker', async (client) => {
    expect(await sqlState(client.query(place))).toBe(NOT_ALLOWED);
    expect(await sqlState(client.query(release))).toBe(NOT_ALLOWED);
  });
  await as('superuser', async (client) => {
    await client.query(place);
    expect((await client.query(release)).rowCount).toBe(1);
  });
});

test('not even as superuser other names are taken than those of the account', async () => {
  const identifiers = await as('superuser', async (client) => {
    await client.query(anonymization(6, ', identifiers', `, '[{"display_name":"Contoso Ltd"}]'`));
    const { rows } = await client.query<{ identifiers: unknown }>(
      'select identifiers from anonymizations where user_id = 6',
    );
    return JSON.stringify(rows);
  });
  expect(identifiers).not.toContain('Contoso');
});
