import { leafHash, openCheckpoint, rootOf, rootOfConsistency, rootOfInclusion } from '@timetracker/log';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findCheckpoint, listLogKeys } from './checkpoints.ts';
import { consistencyPath, inclusionPath, rootAt } from './proofs.ts';
import { sealLog } from './seal-log.ts';
import { aSigner, openTestLog } from './test-log.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
beforeEach(async () => {
  log = await openTestLog('wide');
});
afterEach(() => log.stop());

const leaves = async () =>
  (
    await log.db.em.execute<{ hash: string }[]>(
      `select encode(hash, 'hex') as hash from activity_leaves order by id`,
    )
  ).map((row) => row.hash);

test('what is stored is sealed into a signed checkpoint over the leaves in id order, once', async () => {
  const signer = aSigner();
  expect(await sealLog(log.db.em, signer)).toBeUndefined();
  await log.add(3);
  const sealed = await sealLog(log.db.em, signer);
  expect(sealed).toMatchObject({ size: 3, root: rootOf(await leaves()) });
  expect(openCheckpoint(sealed?.note ?? '', [signer.verifier])).toMatchObject({
    ok: true,
    checkpoint: { origin: 'example.com/activity', size: 3, root: sealed?.root },
  });
  expect(await sealLog(log.db.em, signer)).toBeUndefined();
  expect(await findCheckpoint(log.db.em)).toEqual(sealed);
  expect(await findCheckpoint(log.db.em, 2)).toBeUndefined();
});

test('proofs hold between all checkpoints, also over nodes that are kept', async () => {
  const signer = aSigner();
  const checkpoints = [];
  for (const more of [1, 254, 1, 1, 300, 1_700]) {
    await log.add(more);
    checkpoints.push(await sealLog(log.db.em, signer));
  }
  const all = await leaves();
  for (const [place, to] of checkpoints.entries()) {
    if (!to) throw new Error('Each time there was something to seal');
    expect(to.root).toBe(rootOf(all.slice(0, to.size)));
    for (const from of checkpoints.slice(0, place + 1)) {
      const proof = { from: from?.size ?? 0, from_root: from?.root ?? '', to: to.size };
      const path = await consistencyPath(log.db.em, proof.from, proof.to);
      expect(rootOfConsistency({ ...proof, path })).toBe(to.root);
    }
  }
  const size = all.length;
  for (const index of [0, 1, 255, 256, 511, 512, 1_000, 2_047, 2_048, size - 1]) {
    const path = await inclusionPath(log.db.em, index, size);
    expect(rootOfInclusion({ leaf: all[index] ?? '', index, size, path })).toBe(checkpoints.at(-1)?.root);
  }
  expect(await rootAt(log.db.em, 1_234)).toBe(rootOf(all.slice(0, 1_234)));
});

test('a long history becomes several checkpoints', async () => {
  await log.db.em.execute(`insert into activity_leaves (id, hash)
    select id, sha256(int8send(id)) from generate_series(1, 65540) as id`);
  await log.db.em.execute('update activity_head set last_id = 65540');
  const signer = aSigner();
  expect(await sealLog(log.db.em, signer)).toMatchObject({ size: 65_536 });
  expect(await sealLog(log.db.em, signer)).toMatchObject({ size: 65_540, root: rootOf(await leaves()) });
});

test('several seal at once, and each checkpoint is made once', async () => {
  const signer = aSigner();
  for (let round = 1; round <= 5; round++) {
    await log.add(300);
    const sealed = await Promise.all([1, 2, 3].map(() => sealLog(log.db.em, signer)));
    expect(sealed.filter(Boolean)).toMatchObject([{ size: round * 300 }]);
  }
  const nodes = await log.db.em.execute<{ count: number }[]>('select count(*) from log_nodes');
  expect(nodes).toEqual([{ count: 5 }]);
});

test('it is sealed when there is much, or when it has waited long', async () => {
  const signer = aSigner();
  await log.add(9);
  const limits = { rows: 10, age_ms: 3_600_000 };
  expect(await sealLog(log.db.em, signer, limits)).toBeUndefined();
  await log.add(1);
  expect(await sealLog(log.db.em, signer, limits)).toMatchObject({ size: 10 });
  await log.add(1);
  expect(await sealLog(log.db.em, signer, limits)).toBeUndefined();
  expect(await sealLog(log.db.em, signer, { ...limits, age_ms: 0 })).toMatchObject({ size: 11 });
});

test('those who store are not held up by somebody who seals', async () => {
  await log.add(10);
  await log.db.em.fork().transactional(async (tx) => {
    await sealLog(tx, aSigner());
    await log.add(10);
  });
  expect(await leaves()).toHaveLength(20);
});

test('a missing leaf is never sealed over', async () => {
  const signer = aSigner();
  await log.add(5);
  await log.tamper(sql`delete from activity_leaves where id = 3`);
  await expect(sealLog(log.db.em, signer)).rejects.toThrow(/the leaf of activity 3 is missing/);
  expect(await findCheckpoint(log.db.em)).toBeUndefined();
  await log.tamper(sql`delete from activity_leaves where id < 3`);
  await expect(sealLog(log.db.em, signer)).rejects.toThrow(/the leaf of activity 1 is missing/);
});

test('nothing is signed that follows a tree or a checkpoint that was changed', async () => {
  const signer = aSigner();
  await log.add(5);
  const sealed = await sealLog(log.db.em, signer);
  await log.add(1);
  const other = leafHash('other');
  await log.tamper(sql`update activity_leaves set hash = decode(${other}, 'hex') where id = 5`);
  await expect(sealLog(log.db.em, signer)).rejects.toThrow(/not that of the checkpoint of 5/);
  await log.tamper(sql`update log_checkpoints set note = ${sealed?.note.replace('\n5\n', '\n4\n')}`);
  await expect(sealLog(log.db.em, signer)).rejects.toThrow(/not signed by a key of this log/);
});

test('the key may change, the name of the log may not', async () => {
  const [first, second] = [aSigner(), aSigner()];
  await log.add(1);
  const old = await sealLog(log.db.em, first);
  await log.add(1);
  await sealLog(log.db.em, second);
  const keys = (await listLogKeys(log.db.em)).map((key) => key.verifier);
  expect(keys).toEqual([first.verifier.text, second.verifier.text]);
  expect(openCheckpoint(old?.note ?? '', [second.verifier, first.verifier])).toMatchObject({ ok: true });
  await log.add(1);
  await expect(sealLog(log.db.em, aSigner('other.example/activity'))).rejects.toThrow(
    /is called example.com\/activity/,
  );
});
