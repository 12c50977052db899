import { createHash, randomUUID } from 'node:crypto';
import { leafHash, type NoteSigner, rootOf } from '@timetracker/log';
import { leafHash as activityLeaf } from '@timetracker/log/node';
import { personalText } from '@timetracker/shared';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sealLog } from './seal-log.ts';
import { aSigner, openTestLog } from './test-log.ts';
import type { Verdict } from './verify/verify-log.ts';
import { verifyStoredLog } from './verify-stored-log.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let signer: NoteSigner;
let outside: string;

beforeEach(async () => {
  log = await openTestLog('wide');
  signer = aSigner();
  for (const more of [300, 300, 7]) {
    await log.add(more, { extra_data: { changes: { name: { old: 'ä', new: 1.5 } } }, ip_address: '::1' });
    outside = (await sealLog(log.db.em, signer))?.note ?? '';
  }
  await log.add(3);
});
afterEach(() => log.stop());

const verdict = (...notes: string[]): Promise<Verdict> => verifyStoredLog(log.db.em, { outside: notes });
/** The rows of one id as they would hash, with a new salt, after a description was changed. */
const forged = async (id: number) => {
  const [row] = await log.db.em.execute<Parameters<typeof activityLeaf>[0][]>(
    `select *, 'forged' as description, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at
    from activities where id = ?`,
    [id],
  );
  const salt = '0'.repeat(32);
  const activity = { ...row, description: 'forged' } as Parameters<typeof activityLeaf>[0] &
    Parameters<typeof activityLeaf>[1];
  const hash = activityLeaf(activity, activity, salt);
  return [
    sql`update activities set description = 'forged' where id = ${id}`,
    sql`update activity_leaves set hash = decode(${hash}, 'hex'), salt = decode(${salt}, 'hex') where id = ${id}`,
  ];
};

test('a log that nobody touched is sound, with what was kept outside too', async () => {
  const sound = await verdict(outside);
  expect(sound).toMatchObject({ ok: true, size: 610, sealed: 607, erased: 0, purged: 0 });
  const leaves = await log.db.em.execute<{ hash: string }[]>(
    `select encode(hash, 'hex') as hash from activity_leaves order by id`,
  );
  expect(sound).toMatchObject({ root: rootOf(leaves.map((leaf) => leaf.hash)) });
});

test('an empty log is sound', async () => {
  const empty = await openTestLog();
  expect(await verifyStoredLog(empty.db.em)).toMatchObject({ ok: true, size: 0, sealed: 0 });
  await empty.stop();
});

const shiftUp = (table: string, from: number) => [
  sql`update ${sql.table(table)} set id = -id where id >= ${from}`,
  sql`update ${sql.table(table)} set id = 1 - id where id < 0`,
];
const insertCopy = (id: number) => sql`insert into activities select (jsonb_populate_record(activities,
  jsonb_build_object('id', ${id}::bigint, 'event_id', gen_random_uuid()))).* from activities where id = 1`;

test.each<[string, ReturnType<typeof sql>[], Partial<Verdict>]>([
  [
    'one byte of a description changed',
    [sql`update activities set description = description || ' ' where id = 41`],
    { problem: 'changed', id: 41 },
  ],
  [
    'a number changed to one that is read as the same',
    [
      sql`update activities set extra_data = replace(extra_data::text, '1.5', '1.50000000000000000001')::jsonb where id = 41`,
    ],
    { problem: 'changed', id: 41 },
  ],
  [
    'metadata made something that is no object',
    [sql`update activities set extra_data = '"x"' where id = 41`],
    { problem: 'changed', id: 41 },
  ],
  [
    'a time set to infinity',
    [sql`update activities set created_at = 'infinity' where id = 605`],
    { problem: 'changed', id: 605 },
  ],
  ['a row deleted', [sql`delete from activities where id = 500`], { problem: 'missing', id: 500 }],
  [
    'a row deleted with its leaf',
    [sql`delete from activities where id = 610`, sql`delete from activity_leaves where id = 610`],
    { problem: 'missing', id: 610 },
  ],
  ['a row inserted between', [...shiftUp('activities', 77), insertCopy(77)], { problem: 'inserted', id: 77 }],
  ['a row inserted after the last', [insertCopy(611)], { problem: 'inserted', id: 611 }],
  [
    'two rows swapped',
    [
      sql`update activities set id = -1 where id = 7`,
      sql`update activities set id = 7 where id = 9`,
      sql`update activities set id = 9 where id = -1`,
    ],
    { problem: 're-ordered', id: 7 },
  ],
  [
    'two neighbours swapped with their leaves',
    ['activities', 'activity_leaves'].flatMap((table) => [
      sql`update ${sql.table(table)} set id = -1 where id = 7`,
      sql`update ${sql.table(table)} set id = 7 where id = 8`,
      sql`update ${sql.table(table)} set id = 8 where id = -1`,
    ]),
    { problem: 're-ordered', id: 7 },
  ],
  [
    'a row taken out, the others moved up with their leaves',
    ['activities', 'activity_leaves'].flatMap((table) => [
      sql`delete from ${sql.table(table)} where id = 30`,
      sql`update ${sql.table(table)} set id = -id where id > 30`,
      sql`update ${sql.table(table)} set id = -id - 1 where id < 0`,
    ]),
    { problem: 'missing', id: 30 },
  ],
  [
    'a node changed',
    [sql`update log_nodes set hash = sha256('') where level = 8 and index = 1`],
    { problem: 'changed', id: 257, last_id: 512 },
  ],
  [
    'a checkpoint changed',
    [sql`update log_checkpoints set root = sha256('') where size = 600`],
    { problem: 'changed', id: 600 },
  ],
])('%s is found and named', async (_what, statements, expected) => {
  await log.tamper(...statements);
  expect(await verdict()).toMatchObject({ ok: false, ...expected });
});

const forgedSeven = (table: string) => sql`insert into ${sql.table(table)}
  select (jsonb_populate_record(null::activities, to_jsonb(a) || '{"description": "forged"}')).*
  from only activities a where id = 7`;

test.each<[string, ReturnType<typeof sql>[], Partial<Verdict>]>([
  [
    'a second row of an id, in a table without its key',
    [
      sql`alter table activities drop constraint activities_pkey cascade`,
      sql`alter table activities drop constraint activities_event_id_key cascade`,
      forgedSeven('activities'),
    ],
    { problem: 'inserted', id: 7 },
  ],
  [
    'a second row of an id, in a table that inherits',
    [sql`create table others () inherits (activities)`, forgedSeven('others')],
    { id: null, message: 'the table activities is read with others' },
  ],
  [
    'a row that a policy may hide',
    [sql`alter table activity_purged enable row level security`],
    { id: null, message: 'the table activity_purged is under row security' },
  ],
  [
    'a table that is a view',
    [sql`alter table log_keys rename to others`, sql`create view log_keys as select * from others`],
    { id: null, message: 'the table log_keys is no ordinary table' },
  ],
  [
    'a rule',
    [sql`create rule nothing as on delete to log_nodes do instead nothing`],
    { id: null, message: 'the table log_nodes is under a rule' },
  ],
])('%s is found', async (_what, statements, expected) => {
  await log.tamper(...statements);
  expect(await verdict()).toMatchObject({ ok: false, ...expected });
});

test('a row rewritten with its leaf is found within a stretch', async () => {
  await log.tamper(...(await forged(290)));
  expect(await verdict()).toMatchObject({ problem: 'changed', id: 1, last_id: 300 });
  await log.tamper(sql`delete from log_checkpoints where size = 300`);
  expect(await verdict()).toMatchObject({ problem: 'changed', id: 257, last_id: 512 });
});

test('checkpoints rewritten consistently, with the key, are found by what was kept outside', async () => {
  await log.tamper(...(await forged(290)), sql`delete from log_checkpoints`, sql`delete from log_nodes`);
  await sealLog(log.db.em, signer);
  expect(await verdict()).toMatchObject({ ok: true, sealed: 610 });
  expect(await verdict(outside)).toMatchObject({ ok: false, problem: 'changed', id: 1, last_id: 607 });
});

test('a log that is shorter than what was kept outside is not whole', async () => {
  await log.tamper(
    ...['activities', 'activity_leaves'].map((table) => sql`delete from ${sql.table(table)} where id > 600`),
    sql`delete from log_checkpoints where size > 600`,
    sql`update activity_head set last_id = 600`,
  );
  expect(await verdict()).toMatchObject({ ok: true, size: 600 });
  expect(await verdict(outside)).toMatchObject({ ok: false, problem: 'missing', id: 601 });
});

test('a checkpoint of others, or of nobody, is refused', async () => {
  const stranger = outside.replace('example.com', 'example.org');
  expect(await verdict(stranger)).toMatchObject({
    ok: false,
    id: null,
    message: expect.stringMatching(/not signed/),
  });
  expect(await verdict('hello')).toMatchObject({
    ok: false,
    id: null,
    message: expect.stringMatching(/is not one/),
  });
});

/** What the function for erasing does to one activity. */
const erase = (erasure_id: string, id: number, digest: string, salt: string, commitment: string) => [
  sql`update activities set description = 'Erased', ip_address = null where id = ${id}`,
  sql`update activity_leaves set salt = null, commitment = decode(${commitment}, 'hex') where id = ${id}`,
  sql`insert into activity_rewrites (erasure_id, activity_id, digest, salt)
    values (${erasure_id}, ${id}, decode(${digest}, 'hex'), decode(${salt}, 'hex'))`,
];

test('an erased and a purged activity are told as such, and vouched for by the log', async () => {
  const [erasure_id, purge_id, salt] = [randomUUID(), randomUUID(), 'ab'.repeat(16)];
  const [row] = await log.db.em.execute<(Parameters<typeof personalText>[0] & { salt: string })[]>(
    `select activities.*, encode(salt, 'hex') as salt from activities join activity_leaves using (id) where id = 5`,
  );
  if (!row) throw new Error('Activity 5 is there');
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const digest = sha256(salt + personalText({ ...row, description: 'Erased', ip_address: null }));
  await log.tamper(
    sql`insert into activity_erasures (id, user_id) values (${erasure_id}, 1)`,
    ...erase(erasure_id, 5, digest, salt, sha256(row.salt + personalText(row))),
    sql`insert into activity_purges (id, reason) values (${purge_id}, 'old')`,
    sql`insert into activity_purged (purge_id, first_id, last_id) values (${purge_id}, 10, 12)`,
    sql`delete from activities where id between 10 and 12`,
    sql`update activity_leaves set salt = null, commitment = null where id between 10 and 12`,
  );
  const claim = (action: string, extra_data: Record<string, string | number>) =>
    log.add(1, { entity_type: 'audit', action, extra_data } as unknown as Parameters<typeof log.add>[1]);
  expect(await verdict(outside)).toMatchObject({
    ok: false,
    message: `no activity says that anybody began erasure ${erasure_id}`,
  });
  await claim('started', { erasure_id, last_id: 610 });
  expect(await verdict(outside)).toMatchObject({
    ok: false,
    id: 5,
    message: expect.stringMatching(/no activity says that it did$/),
  });
  const erased = { erasure_id, rewritten: 1, root: rootOf([leafHash(`5:${digest}`)]) };
  const purged = { purge_id, purged: 3, root: rootOf([leafHash('10-12')]) };
  await claim('anonymized', { ...erased, after: 0, through: 610 });
  expect(await verdict(outside)).toMatchObject({
    ok: false,
    message: `no activity says that anybody began purge ${purge_id}`,
  });
  await claim('started', { purge_id, last_id: 607 });
  await claim('purged', { ...purged, after: 4, through: 300 });
  expect(await verdict(outside)).toMatchObject({
    ok: true,
    erased: 1,
    purged: 3,
    in_progress: { erasures: [erasure_id], purges: [purge_id] },
  });
  const outcome = await Promise.allSettled([claim('anonymized', erased), claim('purged', purged)]);
  expect(outcome.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await verdict(outside)).toMatchObject({ ok: true, in_progress: { erasures: [], purges: [] } });

  await log.tamper(sql`update activities set description = 'Never was' where id = 5`);
  expect(await verdict()).toMatchObject({ problem: 'changed', id: 5 });
  await log.tamper(
    sql`update activities set description = 'Erased' where id = 5`,
    sql`update activity_purged set last_id = 13`,
    sql`delete from activities where id = 13`,
    sql`update activity_leaves set salt = null where id = 13`,
  );
  expect(await verdict()).toMatchObject({
    problem: 'changed',
    id: 614,
    message: expect.stringMatching(/the list of purge/),
  });
});
