import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  indexSearch,
  type LoggedActivity,
  namesOf,
  personalDigest,
  sealLog,
  storeBatch,
  storeImported,
  storeWaiting,
  verifyStoredLog,
} from '@timetracker/activities';
import { aSigner, openTestLog } from '@timetracker/activities/testing';
import { actingAs, Comment, Project, systemActor, Task, User } from '@timetracker/db';
import type { NoteSigner } from '@timetracker/log';
import { anEvent } from '@timetracker/shared/testing';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeHold, releaseHold } from '../retention/legal-holds.ts';
import { personData } from '../subject-access/person-data.ts';
import { beginAnonymization } from './begin-anonymization.ts';
import { findAnonymization } from './find-anonymization.ts';
import { previewAnonymization } from './preview-anonymization.ts';
import { removeFilesNaming } from './redact-files.ts';
import { runAnonymization } from './run-anonymization.ts';
import { dumpOf } from './test-dump.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let signer: NoteSigner;
let outside: string;
let iris: number;
let mark: number;
let admin: number;

const nothing = () => Promise.resolve({});
const IP = '203.0.113.77';

beforeEach(async () => {
  log = await openTestLog();
  signer = aSigner();
  await actingAs(systemActor, async () => {
    const em = log.db.em.fork();
    const person = (username: string, display_name: string, role: 'member' | 'admin' = 'member') =>
      em.create(User, {
        username,
        display_username: username,
        display_name,
        email: `${username}@mail.example`,
        role,
      });
    const people = [
      person('iris.novak', 'Iris Novák'),
      person('mark', 'Mark'),
      person('boss', 'The Boss', 'admin'),
    ];
    await em.flush();
    [iris, mark, admin] = people.map(({ id }) => id) as [number, number, number];
    const project = em.create(Project, { name: 'Relaunch for Iris Novák' });
    await em.flush();
    const task = em.create(Task, { project_id: project.id, name: 'Logo', assignee_id: iris });
    await em.flush();
    em.create(Comment, {
      task_id: task.id,
      project_id: project.id,
      user_id: mark,
      body: 'Ask @iris.novak, mark the spot',
    });
    await em.flush();
  });
  await actingAs(systemActor, async () => {
    const em = log.db.em.fork();
    const user = await em.findOneOrFail(User, { id: iris });
    user.display_name = 'Iris Weiß';
    await em.flush();
  });
  await deliver();
  await storeBatch(log.db.em, [
    anEvent({
      user_id: iris,
      ip_address: IP,
      user_agent: 'iris-phone',
      description: 'Did something',
      source: 'app',
    }),
    anEvent({ user_id: mark, description: 'Wrote to IRIS novák and iris.novak@mail.example' }),
    anEvent({
      user_id: admin,
      description: 'Mark the date',
      extra_data: { by: ['Iris Weiß'], assignee_id: iris },
    }),
  ]);
  outside = (await sealLog(log.db.em, signer))?.note ?? '';
  await indexSearch(log.db.em);
});
afterEach(() => log.stop());

const deliver = async () => {
  while ((await storeWaiting(log.db.em, 100)).taken > 0);
};
const begin = (user_id: number, requested_by: number | null = admin, reason = 'Asked Mark, says Iris Weiß') =>
  actingAs(systemActor, () =>
    log.db.em.fork().transactional((tx) => beginAnonymization(tx, { user_id, requested_by, reason })),
  );
const anonymize = async (user_id: number) => {
  const id = await begin(user_id);
  expect(await runAnonymization(log.db.em, id, { elsewhere: nothing })).toBe(true);
  return id;
};
test('a person is nowhere any more, and the log still holds', async () => {
  expect(await dumpOf(log.db.em)).toContain('iris.novak');
  const id = await anonymize(iris);
  await deliver();
  await sealLog(log.db.em, signer);
  const everything = await dumpOf(log.db.em);
  for (const name of ['iris.novak', 'iris nov', 'iris wei', 'iris-phone', IP, 'novák', 'iris'])
    expect(everything, name).not.toContain(name);
  expect(await verifyStoredLog(log.db.em, { outside: [outside] })).toMatchObject({
    ok: true,
    in_progress: { erasures: [], purges: [] },
  });
  const row = await findAnonymization(log.db.em, iris);
  expect(row).toMatchObject({
    id,
    identifiers: null,
    stage: 'completed',
    reason: 'Asked Mark, says Deleted User',
  });
  expect(row?.counts).toMatchObject({ comments: 1, projects: 1 });
  const user = await log.db.em.fork().findOneOrFail(User, { id: iris });
  expect(user).toMatchObject({
    username: `deleted-user-${iris}`,
    display_name: 'Deleted User',
    role: 'member',
  });
});

test('reasons of other anonymizations, and keys of others, name nobody who is forgotten later', async () => {
  await log.db.em.execute(
    `insert into auth_api_keys ("configId", "referenceId", name, key, "createdAt", "updatedAt") values ('default', ?, 'For Iris Weiß', 'x', now(), now())`,
    [String(admin)],
  );
  const first = await begin(mark, admin, 'Asked by Iris Weiß');
  expect(await runAnonymization(log.db.em, first, { elsewhere: nothing })).toBe(true);
  await anonymize(iris);
  expect(await findAnonymization(log.db.em.fork(), mark)).toMatchObject({ reason: 'Asked by Deleted User' });
  expect(await log.db.em.execute('select name from auth_api_keys')).toEqual([{ name: 'For Deleted User' }]);
  expect(await dumpOf(log.db.em)).not.toContain('iris');
});

test('a name that is a word is left where the person is not involved', async () => {
  const preview = await previewAnonymization(log.db.em.fork(), {
    user_id: mark,
    requested_by: admin,
    elsewhere: nothing,
  });
  expect(preview.ambiguous_left.samples.map(({ description }) => description)).toEqual([
    'Wrote a comment on task "Logo"',
    'Commented on task "Logo"',
    'Mark the date',
  ]);
  expect(preview.ambiguous_replaced.count).toBeGreaterThan(0);
  await anonymize(mark);
  const descriptions = await log.db.em.execute<{ description: string }[]>(
    'select description from activities order by id',
  );
  const all = descriptions.map(({ description }) => description);
  expect(all).toContain('Mark the date');
  expect(all).not.toContain('Created user "Mark"');
  expect(all).toContain('Created user "Deleted User"');
  const report = await findAnonymization(log.db.em, mark);
  expect(report?.counts['activities']).toBe(preview.counts['activities']);
  expect(report?.counts['comments']).toBe(preview.counts['comments']);
});

test('what comes later is stored without the person; a namesake stays', async () => {
  const repeated = anEvent({
    user_id: admin,
    description: 'Called Iris Weiß',
    event_id: '0197a000-0000-7000-8000-000000000001',
  });
  await storeBatch(log.db.em, [repeated]);
  await anonymize(iris);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const { stored, conflicts, duplicates } = await storeBatch(log.db.em, [
    anEvent({
      user_id: iris,
      ip_address: IP,
      user_agent: 'x',
      description: 'From a slow queue by Iris Weiß',
    }),
    anEvent({ user_id: admin, description: 'Assigned to iris.novak', occurred_at: yesterday }),
    anEvent({ user_id: admin, description: 'Welcomed Iris Novák', received_at: tomorrow }),
    { ...repeated, received_at: tomorrow },
  ]);
  expect([conflicts, duplicates]).toEqual([[], 1]);
  const rows = await log.db.em.execute<{ description: string; ip_address: string | null }[]>(
    'select description, ip_address from activities where id >= ? order by id',
    [stored[0]?.id],
  );
  expect(rows).toEqual([
    { description: 'From a slow queue by Deleted User', ip_address: null },
    { description: 'Assigned to Deleted User', ip_address: null },
    { description: 'Welcomed Iris Novák', ip_address: null },
  ]);
  await storeBatch(log.db.em, [
    { event_id: 'no uuid', user_id: iris, description: 'Iris Weiß', ip_address: IP },
  ]);
  expect(await log.db.em.execute<{ payload: string }[]>('select payload from activity_set_aside')).toEqual([
    {
      payload: JSON.stringify({
        event_id: 'no uuid',
        user_id: iris,
        description: 'Deleted User',
        ip_address: null,
      }),
    },
  ]);
  const { user_id: _, ...imported } = anEvent({
    description: 'Imported',
    source: 'import',
    occurred_at: yesterday,
  });
  await storeImported(log.db.em, [
    { ...imported, person: { username: 'iris.novak', display_name: 'Iris Novák' } },
  ]);
  expect(await log.db.em.execute(`select user_id from activities where description = 'Imported'`)).toEqual([
    { user_id: iris },
  ]);
  expect(await verifyStoredLog(log.db.em)).toMatchObject({ ok: true });
});

test('two who run at once take turns, and one that stopped goes on', async () => {
  const id = await begin(iris);
  const stopping = new AbortController();
  expect(
    await runAnonymization(log.db.em, id, {
      elsewhere: nothing,
      signal: stopping.signal,
      onProgress: () => stopping.abort(),
    }),
  ).toBe(false);
  expect(await verifyStoredLog(log.db.em)).toMatchObject({ ok: true });
  await Promise.all([0, 1].map(() => runAnonymization(log.db.em, id, { elsewhere: nothing })));
  expect(await verifyStoredLog(log.db.em)).toMatchObject({ ok: true, in_progress: { erasures: [] } });
  const audit = await log.db.em.execute<{ action: string; extra_data: Record<string, unknown> }[]>(
    `select action, extra_data from activities where entity_type = 'audit' order by id`,
  );
  expect(audit.map(({ action }) => action)).toEqual(['started', 'anonymized', 'anonymized']);
  expect(audit[1]?.extra_data).toMatchObject({ erasure_id: id, after: 0, through: 11 });
  expect(audit[2]?.extra_data).toMatchObject({
    erasure_id: id,
    root: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('whoever adds to the list of an anonymization that is running is found, before it ends and after', async () => {
  const id = await begin(iris);
  const stopping = new AbortController();
  await runAnonymization(log.db.em, id, {
    elsewhere: nothing,
    signal: stopping.signal,
    onProgress: () => stopping.abort(),
  });
  const [row] = await log.db.em.execute<(LoggedActivity & { salt: string })[]>(
    `select activities.*, encode(substr(leaf, 33), 'hex') as salt from activities
    where description = 'Mark the date'`,
  );
  if (!row) throw new Error('The activity is there');
  const salt = 'cd'.repeat(16);
  const forged = { ...row, description: 'Approved the payment' };
  await log.tamper(
    sql`update activities set leaf = substr(leaf, 1, 32) || decode(${personalDigest(row, row.salt)}, 'hex')
      where id = ${row.id}`,
    sql`update activities set description = ${forged.description} where id = ${row.id}`,
    sql`insert into activity_rewrites (erasure_id, activity_id, digest, salt)
      values (${id}, ${row.id}, decode(${personalDigest(forged, salt)}, 'hex'), decode(${salt}, 'hex'))`,
  );
  const added = { ok: false, problem: 'changed', id: row.id };
  expect(await verifyStoredLog(log.db.em, { outside: [outside] })).toMatchObject(added);
  await runAnonymization(log.db.em, id, { elsewhere: nothing }).catch(() => undefined);
  await sealLog(log.db.em, signer);
  expect(await verifyStoredLog(log.db.em, { outside: [outside] })).toMatchObject(added);
});

test('people who are called like what vouches leave it as it is', async () => {
  await anonymize(iris);
  const [root, purged] = await actingAs(systemActor, async () => {
    const em = log.db.em.fork();
    const people = ['root', 'started'].map((username) =>
      em.create(User, {
        username,
        display_username: username,
        display_name: username === 'root' ? 'erasure_id' : 'through',
        email: `${username}@mail.example`,
      }),
    );
    await em.flush();
    return people.map(({ id }) => id);
  });
  await deliver();
  for (const id of [root, purged]) {
    await anonymize(id ?? 0);
    expect(await verifyStoredLog(log.db.em, { outside: [outside] })).toMatchObject({
      ok: true,
      in_progress: { erasures: [] },
    });
  }
});

test('what must have a name of its own gets a number when it was called like two who are forgotten', async () => {
  await log.db.em.execute(
    `insert into clients (name) values ('Iris Weiß'), ('The BOSS'), ('deleted user 2')`,
  );
  await log.db.em.execute(
    `insert into saved_views (user_id, name, filters) values (?, 'Iris Weiß', '{}'), (?, 'the boss', '{}')`,
    [mark, mark],
  );
  await anonymize(iris);
  await log.db.em.execute(`update users set role = 'admin' where id = ?`, [mark]);
  const id = await begin(admin, mark);
  expect(await runAnonymization(log.db.em, id, { elsewhere: nothing })).toBe(true);
  expect(await log.db.em.execute('select name from clients order by id')).toEqual([
    { name: 'Deleted User' },
    { name: 'Deleted User 3' },
    { name: 'deleted user 2' },
  ]);
  expect(await log.db.em.execute('select name from saved_views order by id')).toEqual([
    { name: 'Deleted User' },
    { name: 'Deleted User 2' },
  ]);
});

test('what a transaction wrote that was open all the time is found, too', async () => {
  const open = new pg.Client({ connectionString: log.url });
  await open.connect();
  await open.query(`begin; insert into clients (name, notes) values ('Acme', 'Ask Iris Weiß')`);
  const id = await begin(iris);
  const running = runAnonymization(log.db.em, id, { elsewhere: nothing });
  await expect
    .poll(async () => (await findAnonymization(log.db.em.fork(), iris))?.stage, { timeout: 20_000 })
    .toBe('settling');
  await open.query('commit');
  await open.end();
  expect(await running).toBe(true);
  expect(await log.db.em.execute('select notes from clients')).toEqual([{ notes: 'Ask Deleted User' }]);
  expect((await findAnonymization(log.db.em.fork(), iris))?.counts['clients']).toBe(1);
});

test('attempts of nobody to sign in from the device of the person lose address and browser', async () => {
  const attempt = (ip_address: string) =>
    anEvent({
      user_id: null,
      entity_type: 'user',
      entity_id: 0,
      description: 'Did not sign in',
      ip_address,
      user_agent: 'browser',
    });
  await storeBatch(log.db.em, [attempt(IP), attempt('198.51.100.1'), attempt('203.0.113.8')]);
  await log.db.em.execute(
    `insert into auth_sessions (user_id, token, ip_address, updated_at, expires_at) values (?, 'x', '203.0.113.8', now(), now())`,
    [iris],
  );
  const id = await begin(iris);
  let step = 0;
  expect(
    await runAnonymization(log.db.em, id, {
      elsewhere: async () => {
        if (++step === 2) await storeBatch(log.db.em, [attempt(IP)]);
        return {};
      },
    }),
  ).toBe(true);
  expect(
    await log.db.em.execute(
      `select ip_address, user_agent from activities where description = 'Did not sign in' order by id`,
    ),
  ).toEqual([
    { ip_address: null, user_agent: null },
    { ip_address: '198.51.100.1', user_agent: 'browser' },
    { ip_address: null, user_agent: null },
    { ip_address: null, user_agent: null },
  ]);
  expect(await findAnonymization(log.db.em.fork(), iris)).toMatchObject({ addresses: null });
  expect(await verifyStoredLog(log.db.em)).toMatchObject({ ok: true });
});

test('names are found however they are written, and exports go that hold even a short one', async () => {
  const written = ['IRIS WEISS', 'Novak, Iris', 'Iris%20Nov%C3%A1k', 'íris&nbsp;weiß', 'Iris Nova\u0301k'];
  await storeBatch(
    log.db.em,
    written.map((name) => anEvent({ user_id: admin, description: `Met ${name}.` })),
  );
  await anonymize(iris);
  const met = await log.db.em.execute<{ description: string }[]>(
    `select description from activities where description like 'Met %'`,
  );
  expect(met.map(({ description }) => description)).toEqual(written.map(() => 'Met Deleted User.'));

  const dataDir = await mkdtemp(join(tmpdir(), 'exports-'));
  await mkdir(join(dataDir, 'exports'));
  await writeFile(join(dataDir, 'exports', 'marks.csv'), 'id,username,display_name\n1,mark,Mark\n');
  await writeFile(join(dataDir, 'exports', 'others.csv'), 'id,username,display_name\n1,iris,Remarkable\n');
  const names = namesOf([{ username: 'mark', display_name: 'Mark', email: 'mark@x.example' }]);
  expect(await removeFilesNaming(dataDir, names)).toEqual({ exports: 1 });
  expect(await readdir(join(dataDir, 'exports'))).toEqual(['others.csv']);
  await rm(dataDir, { recursive: true });
});

test('oneself, the last administrator, and the same person twice are refused', async () => {
  await expect(begin(admin)).rejects.toMatchObject({ kind: 'conflict' });
  await expect(begin(admin, null)).rejects.toMatchObject({ kind: 'conflict', message: /last administrator/ });
  await expect(begin(9_999)).rejects.toMatchObject({ kind: 'notFound' });
  await begin(iris);
  await expect(begin(iris)).rejects.toMatchObject({ kind: 'conflict', message: /already/ });
});

test('under a legal hold nobody is anonymized, until it is lifted', async () => {
  const em = () => log.db.em.fork();
  await storeBatch(log.db.em, [anEvent({ user_id: iris, project_id: 77 })]);
  const held = (hold: { project_id?: number; user_id?: number; reason: string }) =>
    placeHold(em(), { project_id: null, user_id: null, placed_by: admin, ...hold });
  const preview = () =>
    previewAnonymization(em(), { user_id: iris, requested_by: admin, elsewhere: nothing });
  await held({ user_id: mark, reason: 'About somebody else' });
  await held({ project_id: 99, reason: 'About nobody' });
  const person = await held({ user_id: iris, reason: 'Case 7' });
  const project = await held({ project_id: 77, reason: 'Case 8' });

  const refused = (message: string) => ({ kind: 'conflict', message: expect.stringContaining(message) });
  const both = `User ${iris} is under legal hold ${person.id} (Case 7), and under legal hold ${project.id} (Case 8), by work in project 77. Lift them`;
  await expect(begin(iris)).rejects.toMatchObject(refused(both));
  await expect(preview()).rejects.toMatchObject(refused(both));
  expect(await findAnonymization(em(), iris)).toBeUndefined();
  expect(await dumpOf(log.db.em)).toContain('iris.novak');

  await releaseHold(em(), person.id);
  await expect(begin(iris)).rejects.toMatchObject(
    refused(`legal hold ${project.id} (Case 8), by work in project 77. Lift it`),
  );
  await releaseHold(em(), project.id);
  expect((await preview()).counts['activities']).toBeGreaterThan(0);
  await anonymize(iris);
});

test('a former name of thousands of words is nobody’s name: previewing and forgetting take no notice', async () => {
  const before = Array.from({ length: 4_333 }, (_, index) => `w${index}`).join(' ');
  await storeBatch(log.db.em, [
    anEvent({
      user_id: iris,
      action: 'updated',
      entity_type: 'user',
      entity_id: iris,
      source: 'app',
      extra_data: { changes: { display_name: { before, after: 'Iris Weiß' } } },
    }),
    anEvent({ user_id: mark, description: 'Says w0 w1 w2' }),
  ]);
  const preview = () =>
    previewAnonymization(log.db.em.fork(), { user_id: iris, requested_by: admin, elsewhere: nothing });
  expect((await preview()).counts['activities']).toBeGreaterThan(0);
  await anonymize(iris);
  expect(
    await log.db.em.execute(`select description from activities where description like 'Says%'`),
  ).toEqual([{ description: 'Says w0 w1 w2' }]);
});

test('what is handed out of a person has its limit', async () => {
  const nowhere = () => Promise.resolve({});
  expect((await personData(log.db.em.fork(), iris, nowhere, 1_000_000)).activities.length).toBeGreaterThan(0);
  await expect(personData(log.db.em.fork(), iris, nowhere, 1_000)).rejects.toMatchObject({
    kind: 'tooLarge',
  });
});
