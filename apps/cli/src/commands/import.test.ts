import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { reconcileRollups, storeBatch } from '@timetracker/activities';
import { type Database, Invitation, OutboxEvent, openDatabase, poolOf, User } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { actions, reportedTypes } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FormatName, formatNames, formats } from '../import/formats.ts';
import { importRows } from '../import/import-rows.ts';
import { openSource } from '../import/read-rows.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let testDatabase: TestDatabase;
let database: Database;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'timetracker-cli-'));
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  await rm(directory, { recursive: true });
});

/** Begins the command in a process of its own. */
const begin = (...args: string[]) =>
  spawn(process.execPath, [main, 'import', ...args], {
    cwd: directory,
    env: { ...process.env, DATABASE_URL: testDatabase.url, DATA_DIR: directory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function run(...args: string[]) {
  const child = begin(...args);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number(code), stdout, stderr };
}

/** Writes a file and imports it. */
async function importing(format: FormatName, name: string, content: string | Buffer) {
  await writeFile(join(directory, name), content);
  const { stdout, ...rest } = await run(name, '--format', format, '--json');
  return { ...rest, answer: stdout === '' ? undefined : (JSON.parse(stdout) as unknown) };
}

const good = (read: number, imported: number, people: number) => ({
  code: 0,
  stderr: '',
  answer: { read, imported, duplicates: read - imported, people, rejected: 0 },
});

async function select<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
  return (await (await poolOf(database)).query<Row>(query, values)).rows;
}
const activitiesOf = (username: string) =>
  select(
    `select action, entity_type, entity_id, entity_name, description, extra_data, source, created_at
     from activities where user_id = (select id from users where username = $1) order by id`,
    [username],
  );
const ndjson = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const row = (more: object = {}) => ({
  username: 'anna',
  action: 'updated',
  entity_type: 'task',
  entity_id: 1,
  created_at: '2025-10-30T14:30:00Z',
  ...more,
});

describe('what a GET answered', () => {
  const activity = {
    id: 123,
    user_id: 5,
    username: 'John.Doe',
    display_name: 'John Doe',
    action: 'created',
    entity_type: 'project',
    entity_id: 42,
    entity_name: 'New Website',
    description: 'Created project "New Website"',
    extra_data: {},
    created_at: '2025-10-30T14:30:00Z',
  };
  const page = {
    activities: [activity, { ...activity, id: 122, user_id: null, username: null, display_name: 'System' }],
    total: 150,
    pages: 3,
    current_page: 1,
    has_next: true,
    has_prev: false,
  };

  test('is imported with its time and its people; again, and as a bare list, it is known', async () => {
    const json = JSON.stringify(page);
    expect(await importing('timetracker-json', 'page.json', json)).toEqual(good(2, 2, 1));
    const { id: _, user_id: __, username: ___, display_name: ____, created_at, ...said } = activity;
    expect(await activitiesOf('john.doe')).toEqual([
      { ...said, source: 'import', created_at: new Date(created_at) },
    ]);
    expect(await importing('timetracker-json', 'page.json', json)).toEqual(good(2, 0, 0));
    const list = JSON.stringify([...page.activities, activity, { ...activity, display_name: 'Renamed' }]);
    expect(await importing('timetracker-json', 'list.json', list)).toEqual(good(4, 0, 0));
  });

  test('makes accounts that nobody can sign in to and that an administrator can invite', async () => {
    const em = database.em.fork();
    const user = await em.findOneOrFail(User, { username: 'john.doe' });
    expect(user).toMatchObject({
      display_name: 'John Doe',
      role: 'member',
      email: 'john.doe@imported.invalid',
    });
    expect(await em.findOneOrFail(Invitation, { user_id: user.id })).toMatchObject({
      expires_at: expect.toSatisfy((date: Date) => date <= new Date()),
    });
    expect(await select('select from auth_accounts')).toEqual([]);
    const events = await em.find(OutboxEvent, {});
    expect(events.map(({ payload }) => payload)).toMatchObject([
      { action: 'created', entity_type: 'user', entity_name: 'John Doe', user_id: null },
    ]);
  });

  test('does not bring back somebody who is only in what is stored already', async () => {
    await importing('timetracker-json', 'page.json', JSON.stringify(page));
    await select(`update users set username = 'gone' where username = 'john.doe'`);
    const { code, answer, stderr } = await importing('timetracker-json', 'page.json', JSON.stringify(page));
    await select(`update users set username = 'john.doe' where username = 'gone'`);
    expect({ code, answer }).toEqual({
      code: 1,
      answer: { read: 2, imported: 0, duplicates: 1, people: 0, rejected: 1 },
    });
    expect(stderr).toMatch(
      /^1 of 2 rows was rejected \(activity 1: event_id \S+ is stored already with other/,
    );
  });
});

describe('what a real TimeTracker answers', () => {
  const real = (more: object) => ({
    id: 1,
    user_id: 7,
    username: 'real.anna',
    display_name: 'Anna',
    action: 'created',
    entity_type: 'project',
    entity_id: 42,
    entity_name: 'Website',
    description: 'Created project "Website"',
    extra_data: {},
    metadata: {},
    created_at: '2025-10-30T14:30:00.123456',
    ...more,
  });

  test('is taken with its copy of extra_data, with lists, with naive times; unknown types and actions are named', async () => {
    const rows = [
      real({}),
      real({ id: 2, extra_data: { a: 1 }, metadata: { a: 1 } }),
      real({ id: 3, extra_data: { a: 1 }, metadata: { a: 2 } }),
      real({
        id: 4,
        action: 'Created',
        entity_type: 'PROJECT',
        extra_data: [1, { b: null }],
        metadata: [1, { b: null }],
      }),
      real({ id: 5, extra_data: null, metadata: null }),
      real({ id: 6, extra_data: [1], metadata: { a: 2 } }),
      real({ id: 7, entity_type: 'saved_filter' }),
      real({ id: 8, action: 'favorited' }),
      real({ id: 9, extra_data: { metadata: 1 }, metadata: { a: 2 } }),
      real({ id: 10, description: '\ufefffirst \ufefflast\ufeff', user_agent: 'x'.repeat(2_000) }),
    ];
    const { answer } = await importing('timetracker-json', 'real.json', JSON.stringify({ activities: rows }));
    expect(answer).toEqual({ read: 10, imported: 7, duplicates: 0, people: 1, rejected: 3 });
    const stored = await select<{ extra_data: object; description: string; created_at: Date }>(
      `select extra_data, description, created_at from activities
       where user_id = (select id from users where username = 'real.anna') order by id`,
    );
    expect(stored.map(({ extra_data }) => extra_data)).toEqual([
      {},
      { a: 1 },
      { a: 1, metadata: { a: 2 } },
      { value: [1, { b: null }] },
      {},
      { value: [1], metadata: { a: 2 } },
      {},
    ]);
    expect(stored[0]?.created_at).toEqual(new Date('2025-10-30T14:30:00.123Z'));
    expect(stored.at(-1)?.description).toBe('\ufefffirst \ufefflast\ufeff');
    const rejected = await readFile(join(directory, 'real.json.rejected.ndjson'), 'utf8');
    const reasons = rejected
      .trimEnd()
      .split('\n')
      .map((one) => JSON.parse(one) as { activity: number; reason: string });
    expect(reasons.sort((a, b) => a.activity - b.activity)).toMatchObject([
      {
        activity: 7,
        reason: expect.stringContaining('entity_type has unknown entity type "saved_filter"; known: '),
      },
      { activity: 8, reason: expect.stringContaining('action has unknown action "favorited"; known: ') },
      { activity: 9, reason: 'has metadata beside extra_data.metadata: only one of them can be kept' },
    ]);
  });
});

test('times as other systems write them', async () => {
  const times: [unknown, string][] = [
    [1_761_834_600_123, '2025-10-30T14:30:00.123Z'],
    ['1761834600123', '2025-10-30T14:30:00.123Z'],
    ['2025-10-30T15:30:00+0100', '2025-10-30T14:30:00.000Z'],
    ['2025-10-30T15:30:00+01', '2025-10-30T14:30:00.000Z'],
    ['2025-10-30 14:30:00.5', '2025-10-30T14:30:00.500Z'],
    ['2025-10-30 09:00:00.123456-05:30', '2025-10-30T14:30:00.123Z'],
    ['2025-10-30t14:30z', '2025-10-30T14:30:00.000Z'],
  ];
  const bad = [
    1_761_834_600,
    '1761834600',
    '30.10.2025 14:30',
    '10/30/2025',
    '2025-10-30',
    1.7e12 + 0.5,
    '1.76E+12',
    true,
  ];
  const rows = [...times.map(([created_at]) => created_at), ...bad].map((created_at) =>
    row({ username: 'timely', created_at }),
  );
  const { answer } = await importing('ndjson', 'times.ndjson', ndjson(rows));
  expect(answer).toMatchObject({ imported: times.length, rejected: bad.length });
  const stored = (await activitiesOf('timely')) as { created_at: Date }[];
  expect(stored.map(({ created_at }) => created_at.toISOString())).toEqual(
    times.map(([, instant]) => instant),
  );
  const rejected = await readFile(join(directory, 'times.ndjson.rejected.ndjson'), 'utf8');
  expect(
    rejected
      .trimEnd()
      .split('\n')
      .map((one) => (JSON.parse(one) as { line: number }).line),
  ).toEqual(bad.map((_, index) => times.length + 1 + index));
  expect(rejected).toMatch(/whether it counts seconds or milliseconds cannot be told/);
});

test('times that are finer than a millisecond are cut, and are the same without what is cut', async () => {
  const event_id = randomUUID();
  const at = (created_at: string) => ndjson([row({ username: 'timely', created_at, event_id })]);
  const first = await importing('ndjson', 'fine.ndjson', at('2025-10-31T00:00:00.123456Z'));
  expect(first.answer).toMatchObject({ imported: 1 });
  const again = await importing('ndjson', 'fine.ndjson', at('2025-10-31T00:00:00.123789Z'));
  expect(again.answer).toMatchObject({ imported: 0, duplicates: 1 });
});

test('numbers that cannot be kept reject their row, and no other', async () => {
  const numbers = ['9007199254740993', '1e400', 'NaN', '1.00000000000000000001'];
  const line = (extra_data: string) =>
    ndjson([row({ username: 'exact', extra_data: {} })]).replace('{}', extra_data);
  const file = [
    ...numbers.map((number) => line(`{"n":${number}}`)),
    line('{"__proto__":1}'),
    line('{"n":"1e400"}'),
  ];
  expect((await importing('ndjson', 'exact.ndjson', file.join(''))).answer).toMatchObject({
    imported: 1,
    rejected: 5,
  });
  const list = `{"activities":[${file.join(',')}]}`;
  expect((await importing('timetracker-json', 'exact.json', list)).answer).toMatchObject({
    duplicates: 1,
    rejected: 5,
  });
  const rejected = await readFile(join(directory, 'exact.json.rejected.ndjson'), 'utf8');
  expect(rejected).toContain(
    '"activity":2,"reason":"extra_data.n is a number that cannot be kept exactly; send it as text"',
  );
});

describe('a file in UTF-16', () => {
  const rows = [row({ username: 'wide', entity_name: 'é😀\ufeff' }), row({ username: 'wide', entity_id: 2 })];
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
  test.for(formatNames)('%s is read with and without a mark, and is the same as in UTF-8', async (format) => {
    const text = written(
      format,
      rows.map((one) => ({ entity_name: null, ...one })),
    );
    const files = ['\ufeff', ''].flatMap((mark) => {
      const bytes = Buffer.from(mark + text, 'utf16le');
      return [bytes, swapped(bytes)];
    });
    await importing(format, 'utf8', text);
    for (const bytes of files)
      expect(await importing(format, 'wide', bytes)).toMatchObject({
        code: 0,
        answer: { read: 2, imported: 0, duplicates: 2 },
      });
    expect(await activitiesOf('wide')).toMatchObject([{ entity_name: 'é😀\ufeff' }, { entity_name: null }]);
  });
});

test('what an answer says of the trail itself, or without the address it came from, is there already', async () => {
  const [audit, posted] = ['0199c0de-0000-7000-8000-0000000000a1', '0199c0de-0000-7000-8000-0000000000a2'];
  const told = { user_id: null, source: 'app', action: 'created', entity_name: null } as const;
  await storeBatch(database.em, [
    anEvent({ ...told, event_id: audit, entity_type: 'audit', entity_id: 0 }),
    anEvent({ ...told, event_id: posted, ip_address: '10.0.0.1', user_agent: 'curl' }),
  ]);
  const answer = await select<{ created_at: Date; ip_address: string | null; user_agent: string | null }>(
    `select id, event_id, user_id, null as username, 'System' as display_name, action, entity_type, entity_id, entity_name,
       description, extra_data, project_id, source, created_at, ip_address, user_agent
     from activities where event_id = any($1::uuid[]) order by id`,
    [[audit, posted]],
  );
  const withoutSecurity = answer.map(({ ip_address: _ip, user_agent: _agent, ...seen }) => seen);
  for (const rows of [answer, withoutSecurity]) {
    const file = JSON.stringify({ activities: rows });
    expect(await importing('timetracker-json', 'trail.json', file)).toEqual(good(2, 0, 0));
  }
  const [first, second] = withoutSecurity;
  const changed = [
    { ...first, description: 'x' },
    { ...first, event_id: randomUUID() },
    { ...second, ip_address: '10.0.0.2' },
  ];
  const { answer: refused } = await importing('timetracker-json', 'trail.json', JSON.stringify(changed));
  expect(refused).toMatchObject({ imported: 0, duplicates: 0, rejected: 3 });
});

test('rows without an id: the same content again is another activity, in this file and no other', async () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => row({ entity_id: 1 + (index % 2) }));
  expect(await importing('ndjson', 'twins.ndjson', ndjson(rows))).toEqual(good(2_500, 2_500, 1));
  expect(await importing('ndjson', 'twins.ndjson', ndjson([...rows, row()]))).toEqual(good(2_501, 1, 0));
  expect(await importing('ndjson', 'one.ndjson', `\ufeff${ndjson([row()])}`)).toEqual(good(1, 0, 0));
});

test('killed in the middle, the second time completes it', async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) =>
    row({ username: `killed-${index % 7}`, entity_id: 1 + (index % 100) }),
  );
  await writeFile(join(directory, 'killed.ndjson'), ndjson(rows));
  const stored = async () => {
    const [count] = await select<{ count: number }>(
      `select count(*)::int as count from activities join users on users.id = user_id where username like 'killed-%'`,
    );
    return count?.count ?? 0;
  };
  const child = begin('killed.ndjson', '--format', 'ndjson');
  await expect.poll(stored, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0);
  child.kill('SIGKILL');
  await once(child, 'close');
  // The server may still finish what it was told.
  const left = () =>
    select(`select from pg_stat_activity where datname = current_database()
    and application_name = 'timetracker-cli'`);
  await expect.poll(left, { timeout: 60_000 }).toEqual([]);
  const before = await stored();
  expect(before).toBeLessThan(rows.length);
  expect(before % 1_000).toBe(0);
  const { answer } = await importing('ndjson', 'killed.ndjson', ndjson(rows));
  expect(answer).toMatchObject({ read: 30_000, imported: 30_000 - before, duplicates: before, rejected: 0 });
  expect(await stored()).toBe(30_000);
  expect(await reconcileRollups(database.em.fork())).toEqual([]);
});

test('rejects rows by line, with the reason, and imports the others', async () => {
  const event_id = '0199c0de-0000-7000-8000-000000000001';
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const bad: [object, string][] = [
    [row({ action: 'exploded' }), 'action has unknown action "exploded"; known: created, updated, deleted,'],
    [row({ entity_type: 'rocket' }), 'entity_type has unknown entity type "rocket"; known: project, task,'],
    [row({ created_at: undefined }), 'created_at is missing'],
    [
      row({ created_at: '2025-13-01T00:00:00Z' }),
      'created_at must be an ISO 8601 instant with Z or an offset',
    ],
    [row({ created_at: later }), 'created_at must not be more than 5 minutes in the future'],
    [row({ entity_id: 2_147_483_648 }), 'entity_id must be at most 2147483647'],
    [row({ entity_name: 'a\u0000b' }), 'entity_name must not contain NUL or unpaired surrogate characters'],
    [row({ extra_data: { a: 'x'.repeat(65_536) } }), 'extra_data must be at most 65536 bytes of JSON'],
    [row({ username: undefined, user_id: 5 }), 'username is required beside user_id'],
    [row({ username: 'a/b' }), 'username must have 1 to 80 letters, digits, spaces or any of . _ - @ +'],
    [row({ colour: 'red' }), 'Unrecognized key: "colour"'],
    [
      row({ username: 'ben', event_id, entity_id: 9 }),
      `event_id ${event_id} is stored already with other content`,
    ],
  ];
  const fine = row({ username: 'ben', event_id });
  const deep = ndjson([row({ extra_data: { a: 0 } })]).replace(
    '{"a":0',
    `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  );
  const file = ndjson([fine, ...bad.map(([content]) => content), fine]);
  const { code, stderr, answer } = await importing('ndjson', 'bad.ndjson', `${file}nope\n${deep}`);
  expect(answer).toEqual({ read: 16, imported: 1, duplicates: 1, people: 1, rejected: 14 });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(
      /^14 of 16 rows were rejected \(line \d+: .+\); all of it is in bad\.ndjson\.rejected\.ndjson\n$/,
    ),
  });
  const rejected = (await readFile(join(directory, 'bad.ndjson.rejected.ndjson'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { line: number; reason: string; content: unknown })
    .sort((a, b) => a.line - b.line);
  expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
    ...bad.map(([, reason], index) => [index + 2, expect.stringContaining(reason)]),
    [15, 'is not JSON'],
    [16, 'is nested deeper than 100 levels'],
  ]);
  expect(rejected.find(({ line }) => line === 2)?.content).toEqual(bad[0]?.[0]);
  expect(await activitiesOf('ben')).toHaveLength(1);
});

test('makes no account that is called like the product, or like the address of another one', async () => {
  const email = 'adam@example.com';
  await database.em.fork().insert(User, {
    username: 'adam',
    display_username: 'adam',
    display_name: 'Adam',
    email,
  });
  const names = ['System', 'ѕуѕtem', 'Administrator', 'Deleted User', 'system bot', email];
  const rows = [...names, 'deleted-user-4711'].map((username) =>
    row({ username, display_name: 'Deleted User' }),
  );
  const { answer, stderr } = await importing('ndjson', 'reserved.ndjson', ndjson(rows));
  expect(answer).toMatchObject({ imported: 1, people: 1, rejected: names.length });
  expect(stderr).toMatch(/username "system" is reserved: the trail calls others so/);
  const rejected = await readFile(join(directory, 'reserved.ndjson.rejected.ndjson'), 'utf8');
  expect(rejected).toContain('username \\"adam@example.com\\" is the e-mail address of another account');
  expect(
    await select('select username, display_name from users where username ~ $1', ['system|^deleted']),
  ).toEqual([{ username: 'deleted-user-4711', display_name: 'deleted-user-4711' }]);
});

test('makes no account whose user name looks like another one’s, stored or in the same file', async () => {
  const rows = ['lena.lindt', 'lenа.lindt', 'nils.nord'].map((username) => row({ username }));
  const { answer } = await importing('ndjson', 'alike.ndjson', ndjson(rows));
  expect(answer).toMatchObject({ imported: 2, people: 2, rejected: 1 });
  const later = await importing('ndjson', 'alike-later.ndjson', ndjson([row({ username: 'nі1s.nord' })]));
  expect(later.answer).toMatchObject({ imported: 0, people: 0, rejected: 1 });
  expect(later.stderr).toContain('username "nі1s.nord" looks like the user name of another account');
});

test('imports people whose user names have letters of any script, in any case and composition', async () => {
  const names = [
    'Jürgen Müller',
    'ju\u0308rgen mu\u0308ller',
    'JÜRGEN MÜLLER',
    'Ørsted.Æ',
    'юлия',
    '山田 太郎',
  ];
  const rows = names.map((username, index) => row({ username, entity_id: index + 1 }));
  for (const format of ['ndjson', 'timetracker-json'] as const) {
    const text = format === 'ndjson' ? ndjson(rows) : JSON.stringify({ activities: rows });
    const { answer } = await importing(format, `umlauts.${format}`, text);
    expect(answer).toMatchObject({ read: 6, imported: format === 'ndjson' ? 6 : 0, rejected: 0 });
  }
  expect(await activitiesOf('jürgen müller')).toHaveLength(3);
  expect(await activitiesOf('ørsted.æ')).toHaveLength(1);
});

test('takes back what an answer of the product says besides', async () => {
  const said = {
    ...row({ username: 'besides', event_id: randomUUID() }),
    display_name: 'Besides',
    told_apart_by: 'besides',
    posted: { by: 'service', at: '2025-10-30T14:30:01Z' },
    backdated: true,
    source: 'api',
    user_id: 77,
    id: 12,
  };
  const answer = JSON.stringify({ activities: [said], total: 1, pages: 1 });
  expect(await importing('timetracker-json', 'besides.json', answer)).toEqual(good(1, 1, 1));
  expect(await importing('ndjson', 'besides.ndjson', ndjson([said]))).toEqual(good(1, 0, 0));
  const [kept] = (await activitiesOf('besides')) as { extra_data: object; source: string }[];
  expect(kept).toMatchObject({ extra_data: {}, source: 'import' });
});

test('JSON that breaks off says what was imported until there; mended, it is completed', async () => {
  const rows = Array.from({ length: 1_200 }, (_, index) => row({ username: 'cut', id: index + 1 }));
  const whole = JSON.stringify(rows);
  const { code, stderr, answer } = await importing('timetracker-json', 'cut.json', whole.slice(0, -1));
  expect({ code, answer, stderr }).toEqual({
    code: 1,
    answer: undefined,
    stderr:
      `cut.json ends too early, at byte ${whole.length - 1}: it is not the whole file. 1,200 activities were imported` +
      ' until there, 0 were there already. Correct the file and import it again to complete it\n',
  });
  expect(await importing('timetracker-json', 'cut.json', whole)).toEqual(good(1_200, 0, 0));
});

test('says so in words without --json', async () => {
  await writeFile(join(directory, 'words.ndjson'), ndjson([row({ username: 'words' }), row()]));
  expect(await run('words.ndjson', '--format', 'ndjson')).toEqual({
    code: 0,
    stdout: 'Imported 1 activity, 1 was there already, and made 1 account that nobody can sign in to\n',
    stderr: '',
  });
});

test.for([
  [['none.csv', '--format', 'csv'], 'none.csv does not exist'],
  [['.', '--format', 'csv'], '. is not a file'],
  [['same', '--format', 'xml'], '--format must be one of timetracker-json, csv, ndjson'],
  [['same', '--format', 'csv', '--rejected', './same'], '--rejected must name another file than same'],
  [['same', '--format', 'csv'], 'same has the unknown column "{}" in its header; known: '],
  [['utf32', '--format', 'ndjson'], 'utf32 is UTF-32; only UTF-8 and UTF-16 can be read'],
  [['half', '--format', 'ndjson'], 'half is not valid UTF-16, somewhere after byte 0'],
  [['same'], "required option '--format <format>' not specified"],
  [['--format', 'csv'], "missing required argument 'file'"],
] as const)('refuses %s', async ([args, line]) => {
  await writeFile(join(directory, 'same'), '{}');
  await writeFile(join(directory, 'utf32'), Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]));
  await writeFile(join(directory, 'half'), '{"a":"\ud800"}', 'utf16le');
  const before = await select('select last_id from activity_head');
  const { code, stdout, stderr } = await run(...args, '--json');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(line);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(await select('select last_id from activity_head')).toEqual(before);
});

/** As a file of a format has them. */
function written(format: FormatName, rows: readonly Record<string, unknown>[]): string {
  if (format === 'ndjson') return ndjson(rows);
  if (format === 'timetracker-json') return JSON.stringify({ activities: rows, total: rows.length });
  const columns = Object.keys(rows[0] ?? {});
  const cell = (value: unknown) => {
    if (value === null) return '';
    const said = typeof value === 'string' ? value : JSON.stringify(value);
    return `"${said.replaceAll('"', '""')}"`;
  };
  return [columns, ...rows.map((one) => columns.map((name) => cell(one[name])))]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
}

const storable = (max: number) =>
  fc.string({ unit: 'binary', maxLength: max }).filter((one) => one.isWellFormed() && !one.includes('\0'));
// Text cannot be told apart from text with NUL in JSON; the contract refuses it, and drops this key.
const isPlain = (value: object) => !/\\u(0000|d[89a-f])|__proto__/i.test(JSON.stringify(value));
const randomRow = fc.record({
  username: fc.constantFrom('anna', 'ben', 'new.one', null),
  action: fc.constantFrom(...actions),
  entity_type: fc.constantFrom(...reportedTypes),
  entity_id: fc.integer({ min: 1, max: 2_147_483_647 }),
  entity_name: fc.option(storable(20)),
  description: storable(50),
  extra_data: fc.dictionary(storable(5), fc.jsonValue()).filter(isPlain),
  project_id: fc.option(fc.integer({ min: 1, max: 9 })),
  ip_address: fc.option(fc.oneof(fc.ipV4(), fc.ipV6())),
  user_agent: fc.option(storable(20)),
  created_at: fc
    .date({ min: new Date(0), max: new Date('2025-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
});

test('whatever the format, the same rows become the same activities, and are counted exactly', async () => {
  const path = join(directory, 'random');
  let seen = 0;
  const importAs = async (format: FormatName, rows: readonly object[]) => {
    await writeFile(path, written(format, rows as Record<string, unknown>[]));
    const counts = { read: 0, imported: 0, duplicates: 0, people: 0 };
    const rejected: unknown[] = [];
    const source = await openSource(path, formats[format].read);
    const take = (rejections: readonly unknown[]) => Promise.resolve(void rejected.push(...rejections));
    expect(await importRows(database, source.rows(), counts, take, () => undefined)).toBeUndefined();
    expect(rejected).toEqual([]);
    return counts;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(randomRow, { minLength: 1, maxLength: 20 }),
      fc.shuffledSubarray(formatNames, { minLength: 3 }),
      async (random, [first, ...others]) => {
        // A run of its own: what was random may come again.
        seen += 1;
        const rows = random.map((one) => ({ ...one, user_agent: `${seen} ${one.user_agent ?? ''}` }));
        const [head] = await select<{ last_id: number }>('select last_id from activity_head');
        expect(await importAs(first ?? 'csv', rows)).toMatchObject({ imported: rows.length, duplicates: 0 });
        const stored = await select<{ created_at: Date }>(
          `select users.username, action, entity_type, entity_id, entity_name, description, extra_data, project_id,
             ip_address, user_agent, activities.created_at
           from activities left join users on users.id = user_id where activities.id > $1 order by activities.id`,
          [head?.last_id],
        );
        expect(stored.map((one) => ({ ...one, created_at: one.created_at.toISOString() }))).toEqual(
          JSON.parse(JSON.stringify(rows)),
        );
        for (const format of others)
          expect(await importAs(format, rows)).toMatchObject({ imported: 0, duplicates: rows.length });
      },
    ),
    { numRuns: 40 },
  );
  expect(await reconcileRollups(database.em.fork())).toEqual([]);
});
