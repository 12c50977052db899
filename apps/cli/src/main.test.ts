import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createAccount, createAuthentication } from '@timetracker/accounts';
import {
  ActivityRollup,
  actingAs,
  type Database,
  OutboxEvent,
  openDatabase,
  Project,
  ProjectMember,
  systemActor,
} from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { removeRuntime, writeRuntime } from '@timetracker/embedded-postgres';
import { readIfExists } from '@timetracker/process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let testDatabase: TestDatabase;
let database: Database;
let dataDir: string;
let project_id: number;

const account = (username: string, role: 'member' | 'admin') =>
  actingAs(systemActor, () =>
    createAccount(database.em.fork(), {
      username,
      email: `${username}@example.com`,
      display_name: username,
      role,
      password: 'long enough',
    }),
  );

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'timetracker-cli-'));
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  await account('root', 'admin');
  await account('anna', 'member');
  project_id = await actingAs(systemActor, async () => {
    const em = database.em.fork();
    const project = em.create(Project, { name: 'Website' });
    await em.flush();
    return project.id;
  });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  await rm(dataDir, { recursive: true });
});

/** Runs the command line as a process of its own. */
async function activity(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, DATABASE_URL: testDatabase.url, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number(code), stdout, stderr };
}

const answer = async (...args: string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await activity(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout);
};

const lastEvent = async () => {
  const [row] = await database.em.fork().find(OutboxEvent, {}, { orderBy: { id: 'desc' }, limit: 1 });
  return row?.payload;
};

const userCreate = (fields: Record<string, string> = {}) => {
  const options = {
    username: 'kim',
    email: 'kim@example.com',
    'display-name': 'Kim K.',
    password: 'long enough',
    ...fields,
  };
  return ['user', 'create', ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])];
};
const keyCreate = (user: string, scopes: string, ...more: string[]) => [
  'key',
  'create',
  '--user',
  user,
  '--name',
  'CI',
  '--scopes',
  scopes,
  ...more,
];
const addMember = (project: string, user: string) => [
  'project',
  'add-member',
  '--project',
  project,
  '--user',
  user,
];

describe('user create', () => {
  test('makes an account whose creation the system is seen to have done', async () => {
    const created = await answer(
      ...userCreate({ username: 'john.doe', email: 'John@Example.com' }),
      '--json',
    );
    expect(created).toEqual({ id: expect.any(Number), username: 'john.doe' });
    expect(await lastEvent()).toMatchObject({
      action: 'created',
      entity_type: 'user',
      entity_name: 'Kim K.',
      user_id: null,
      extra_data: { changes: { email: { after: 'john@example.com' }, role: { after: 'member' } } },
    });
  });

  test('says so in words without --json', async () => {
    const { code, stdout } = await activity(userCreate({ username: 'words', email: 'words@example.com' }));
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Created user words with id \d+\n$/),
    });
  });
});

describe('project add-member', () => {
  test.each(['anna', 'ANNA', '2'])('adds a user named %s; once more changes nothing', async (user) => {
    expect(await answer('--json', ...addMember(String(project_id), user))).toEqual({
      project_id,
      user_id: 2,
    });
    expect(await database.em.fork().count(ProjectMember, { project_id })).toBe(1);
    expect(await database.em.fork().count(OutboxEvent, { payload: { action: 'updated' } })).toBe(1);
    expect(await lastEvent()).toMatchObject({
      description: 'Added anna to project "Website"',
      user_id: null,
    });
  });
});

test('whatever names hold, they do nothing to a terminal, and --json says them exactly', async () => {
  const em = database.em.fork();
  const name = 'Red \u001b[31m\u009b2J \u202egnp שלום';
  await em.execute('update projects set name = ? where id = ?', [name, project_id]);
  await em.execute('update users set display_name = ? where username = ?', [name, 'anna']);
  const { stdout } = await activity(addMember(String(project_id), 'anna'));
  expect(stdout).toContain('anna is a member of project "\u2068Red \ufffd[31m\ufffd2J \ufffdgnp שלום\u2069"');

  for (const more of [[], ['--json']]) {
    const held = await activity(['person-data', '--user', 'anna', ...more]);
    for (const sign of ['\u001b', '\u009b', '\u202e']) expect(held.stdout).not.toContain(sign);
    expect(JSON.parse(held.stdout)).toMatchObject({ account: { display_name: name } });
  }
  const refused = await activity(addMember(String(project_id), 'no\u001b[2Jbody\u202e'));
  expect(refused.stderr).toBe('--user names the unknown user "no\ufffd[2Jbody\ufffd"\n');
  await em.execute('update projects set name = ? where id = ?', ['Website', project_id]);
});

test('a person who is added several times at once is a member once, and every time that is said', async () => {
  await account('twin', 'member');
  const added = await Promise.all(
    Array.from({ length: 4 }, () => activity(addMember(String(project_id), 'twin'))),
  );
  expect(added.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    added.map(() => ({ code: 0, stderr: '' })),
  );
  expect(added.map(({ stdout }) => stdout).sort()).toEqual([
    'twin is a member of project "Website"\n',
    ...Array.from({ length: 3 }, () => 'twin is a member of project "Website" already\n'),
  ]);
});

test('an account that is created several times at once is there once, and the others are told why', async () => {
  const created = await Promise.all(
    Array.from({ length: 3 }, () => activity(userCreate({ username: 'rush', email: 'rush@example.com' }))),
  );
  expect(created.map(({ code }) => code).toSorted((one, other) => one - other)).toEqual([0, 1, 1]);
  for (const { code, stderr } of created)
    if (code === 1) expect(stderr).toMatch(/^--(username|email) .* taken/);
});

describe('key create', () => {
  test.each([
    ['anna', 'activity:read,activity:write', [], { username: 'anna', service: false }],
    ['root', 'activity:write, admin', ['--service'], { username: 'root', service: true }],
  ])('gives %s a key with %s that signs in', async (user, scopes, more, principal) => {
    const { key } = (await answer(...keyCreate(user, scopes, ...more), '--json')) as { key: string };
    const auth = await createAuthentication(database, {
      APP_URL: 'http://localhost',
      AUTH_SECRET: 'another secret than that of the command',
    });
    const signedIn = await auth.authenticate(new Headers({ authorization: `Bearer ${key}` }));
    expect(signedIn).toMatchObject({ ...principal, via: 'key', scopes: scopes.split(/, ?/) });
  });
});

describe('stats --reconcile', () => {
  const wrong = {
    series: 'user_day',
    bucket: new Date('2026-01-02T00:00:00Z'),
    user_id: 2,
    project_id: 0,
    entity_type: '',
    action: '',
  };
  const difference = { ...wrong, bucket: wrong.bucket.toISOString(), counted: 3, actual: 0 };
  const addWrong = (user_id = 2) =>
    database.em.fork().insert(ActivityRollup, { ...wrong, user_id, count: 3 });

  test('agrees, or names the counts that differ and fails', async () => {
    expect(await answer('stats', '--reconcile', '--json')).toEqual({ ok: true });
    await addWrong();
    const { code, stdout, stderr } = await activity(['stats', '--reconcile', '--json']);
    expect(JSON.parse(stdout)).toEqual({ ok: false, total: 1, differences: [difference] });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '1 count differs from the activities\n' });
  });

  test('with --repair mends them and says what it mended', async () => {
    const repair = ['stats', '--reconcile', '--repair', '--json'];
    expect(await answer(...repair)).toEqual({ ok: true, repaired: 1, differences: [difference] });
    expect(await answer(...repair)).toEqual({ ok: true, repaired: 0, differences: [] });
    expect(await answer('stats', '--reconcile', '--json')).toEqual({ ok: true });
  });

  test('names a hundred and says how many more there are', async () => {
    for (let user = 1; user <= 103; user += 1) await addWrong(user);
    const { code, stdout } = await activity(['stats', '--reconcile']);
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(101);
    expect(stdout).toContain('\n… and 3 more\n');
    const mended = await activity(['stats', '--reconcile', '--repair']);
    expect(mended.code).toBe(0);
    expect(mended.stdout).toContain('\nRepaired 103 counts\n');
  });
});

const errors: [what: string, args: string[], line: string | RegExp][] = [
  ['a bad user name', userCreate({ username: 'k/l' }), /^--username must have 1 to 80 letters/],
  ['a bad address', userCreate({ email: 'kim' }), '--email must be an e-mail address'],
  ['an empty display name', userCreate({ 'display-name': ' ' }), '--display-name must not be empty'],
  ['an unknown role', userCreate({ role: 'boss' }), '--role must be member or admin'],
  ['a short password', userCreate({ password: 'short' }), '--password must have at least 8 characters'],
  ['a taken user name', userCreate({ username: 'Anna' }), '--username is taken already'],
  ['a taken address', userCreate({ email: 'ANNA@example.com' }), '--email is taken already'],
  ['a project that is no number', addMember('x', 'anna'), '--project must be a whole number'],
  ['an unknown project', addMember('999', 'anna'), '--project names the unknown project 999'],
  ['an unknown member', addMember('1', 'nobody'), '--user names the unknown user "nobody"'],
  [
    'an unknown scope',
    keyCreate('anna', 'all'),
    '--scopes must be one of activity:read, activity:write, admin',
  ],
  ['the key of nobody', keyCreate('999', 'admin'), '--user names the unknown user "999"'],
  [
    "a member's admin key",
    keyCreate('anna', 'admin'),
    '--scopes may have admin only for administrators; anna is none',
  ],
  [
    "a member's service key",
    keyCreate('anna', 'activity:write', '--service'),
    '--service is for administrators; anna is none',
  ],
  ['a missing option', ['stats'], "required option '--reconcile' not specified"],
  ['an unknown command', ['usr'], "unknown command 'usr' (Did you mean user?)"],
  ['an unknown option', ['stats', '--reconcile', '--jsn'], "unknown option '--jsn' (Did you mean --json?)"],
  ['half a command', ['user'], 'A command is missing; --help lists them'],
  ['no command', [], 'A command is missing; --help lists them'],
];

describe('an error is one line on stderr and nothing on stdout', () => {
  test.for(errors)('%s', async ([, args, line]) => {
    const { code, stdout, stderr } = await activity([...args, '--json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      typeof line === 'string' ? line : expect.stringMatching(line),
    ]);
  });

  test.for([
    ['DATABASE_URL', 'mysql://x', 'DATABASE_URL: must be a URL starting with postgres:// or postgresql://'],
    [
      'DATABASE_URL',
      'postgres://postgres@127.0.0.1:1/x',
      'DATABASE_URL: the database at 127.0.0.1:1/x cannot be reached (ECONNREFUSED): check the address, and that the server runs',
    ],
  ] as const)('%s=%s', async ([name, value, line]) => {
    const result = await activity(['stats', '--reconcile'], { [name]: value });
    expect(result).toEqual({ code: 1, stdout: '', stderr: `${line}\n` });
  });

  test('a database without tables', async () => {
    const empty = new URL(testDatabase.url);
    empty.pathname = '/template1';
    const result = await activity(['stats', '--reconcile'], { DATABASE_URL: empty.href });
    expect(result).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^The database has no schema; this version needs \d{8}-\d{3}-\S+: run npm run migrate\n$/,
      ),
    });
  });
});

describe('without DATABASE_URL', () => {
  test('the database of a running application on the same DATA_DIR is used', async () => {
    await writeRuntime(dataDir, {
      databaseUrl: testDatabase.url,
      supervisorPid: process.pid,
      appUrl: 'http://localhost',
    });
    const result = await activity([...addMember(String(project_id), 'anna'), '--json'], { DATABASE_URL: '' });
    await removeRuntime(dataDir);
    expect(result).toEqual({ code: 0, stdout: `{"project_id":${project_id},"user_id":2}\n`, stderr: '' });
  });

  test('the embedded one is started, migrated and stopped again', async () => {
    const env = { DATABASE_URL: '' };
    const first = await activity([...userCreate(), '--json'], env);
    const second = await activity([...keyCreate('kim', 'activity:read'), '--json'], env);
    expect(first).toEqual({ code: 0, stdout: '{"id":1,"username":"kim"}\n', stderr: '' });
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(await readIfExists(join(dataDir, 'lock'))).toBeUndefined();
  });
});
