import { leavesSql } from '@timetracker/db';
import { useFormat } from '@timetracker/db/testing';
import { type NoteSigner, rootOf } from '@timetracker/log';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { proveActivity } from './prove-activity.ts';
import { sealLog } from './seal-log.ts';
import { aSigner, openTestLog } from './test-log.ts';
import type { Verdict } from './verify/verify-log.ts';
import { verifyStoredLog } from './verify-stored-log.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

let log: Awaited<ReturnType<typeof openTestLog>>;
let signer: NoteSigner;
let outside: string;

/** As after an upgrade: the first 300 have their leaves elsewhere, the next 300 in their own rows. */
beforeEach(async () => {
  log = await openTestLog('wide');
  signer = aSigner();
  await log.add(300, { user_agent: FIREFOX });
  await useFormat(log.url, 'narrow');
  await log.add(290, { user_agent: FIREFOX });
  await log.add(10, { user_agent: 'Sync/2.0' });
  outside = (await sealLog(log.db.em, signer))?.note ?? '';
});
afterEach(() => log.stop());

const verdict = (): Promise<Verdict> => verifyStoredLog(log.db.em, { outside: [outside] });

test('leaves of both places are one tree, whose proofs hold', async () => {
  const { rows } = await sql<{ hash: string }>`
    select encode(hash, 'hex') as hash from ${leavesSql} as leaves order by id`.execute(
    log.db.em.getKysely(),
  );
  expect(await verdict()).toMatchObject({
    ok: true,
    size: 600,
    sealed: 600,
    root: rootOf(rows.map(({ hash }) => hash)),
  });
  const of = async (table: string) =>
    (await log.db.em.execute(`select count(*) as count from ${table}`))[0]?.['count'];
  expect([await of('activity_leaves'), await of('activities where leaf is not null')]).toEqual([300, 300]);
  for (const id of ['300', '301', '600'])
    expect(await proveActivity(log.db.em, id, { kind: 'everything' }, true)).toMatchObject({
      state: 'intact',
      personal: { text: expect.stringContaining(Number(id) > 590 ? 'Sync/2.0' : FIREFOX) },
    });
});

const swap = (one: number, other: number) => [
  sql`update activities set id = -1 where id = ${one}`,
  sql`update activities set id = ${one} where id = ${other}`,
  sql`update activities set id = ${other} where id = -1`,
];

test.each<[string, ReturnType<typeof sql>[], Partial<Verdict>]>([
  [
    'a description changed',
    [sql`update activities set description = description || ' ' where id = 341`],
    { problem: 'changed', id: 341 },
  ],
  [
    'a part of a user agent changed',
    [sql`update activities set agent = agent || '1' where id = 341`],
    { problem: 'changed', id: 341 },
  ],
  [
    'a user agent taken out',
    [sql`update activities set agent = null where id = 341`],
    { problem: 'changed', id: 341 },
  ],
  [
    'a hash changed',
    [sql`update activities set leaf = sha256('x') || substr(leaf, 33) where id = 341`],
    { problem: 'changed', id: 341 },
  ],
  [
    'a salt taken out',
    [sql`update activities set leaf = substr(leaf, 1, 32) where id = 341`],
    { problem: 'changed', id: 341 },
  ],
  [
    'a salt changed',
    [sql`update activities set leaf = substr(leaf, 1, 47) || '\\x00' where id = 341`],
    { problem: 'changed', id: 341 },
  ],
  [
    'a leaf taken out',
    [sql`update activities set leaf = null where id = 341`],
    { problem: 'missing', id: 341 },
  ],
  [
    'a leaf put in a second time',
    [
      sql`insert into activity_leaves (id, hash) select id, substr(leaf, 1, 32) from activities where id = 341`,
    ],
    { problem: 'inserted', id: 341 },
  ],
  ['an activity deleted', [sql`delete from activities where id = 341`], { problem: 'missing', id: 341 }],
  [
    'an activity deleted, and its leaf laid where those of purged ones are',
    [
      sql`insert into activity_leaves (id, hash) select id, substr(leaf, 1, 32) from activities where id = 341`,
      sql`delete from activities where id = 341`,
    ],
    { problem: 'missing', id: 341 },
  ],
  ['two neighbours swapped', swap(341, 342), { problem: 're-ordered', id: 341 }],
  ['the last ones cut off', [sql`delete from activities where id > 590`], { problem: 'missing', id: 591 }],
])('found: %s', async (_, statements, expected) => {
  await log.tamper(...statements);
  expect(await verdict()).toMatchObject({ ok: false, ...expected });
});

test('nothing is sealed over an activity that has no leaf', async () => {
  await log.add(3);
  await log.tamper(sql`update activities set leaf = null where id = 602`);
  await expect(sealLog(log.db.em, signer)).rejects.toThrow('the leaf of activity 602 is missing');
});

test('a leaf of another length is refused', async () => {
  await expect(log.tamper(sql`update activities set leaf = sha224('x') where id = 341`)).rejects.toThrow(
    'activities_leaf_check',
  );
});
