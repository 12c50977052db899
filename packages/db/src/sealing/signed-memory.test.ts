import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leafHash, type NoteSigner } from '@timetracker/shared/log';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findCheckpoint } from './checkpoints.ts';
import { ForkedLogError } from './forked-log-error.ts';
import { sealLog } from './seal-log.ts';
import { putMemoryAside, signedMemory } from './signed-memory.ts';
import { aSigner, openTestLog } from './test-log.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let dataDir: string;
let signer: NoteSigner;
beforeEach(async () => {
  log = await openTestLog();
  dataDir = await mkdtemp(join(tmpdir(), 'timetracker-memory-'));
  signer = aSigner();
});
afterEach(async () => {
  await log.stop();
  await rm(dataDir, { recursive: true });
});

const seal = (by = signer, rows = 1) =>
  sealLog(log.db.em, by, { rows, age_ms: rows === 1 ? 0 : 3_600_000 }, signedMemory(dataDir));
const file = () => join(dataDir, 'last-checkpoint');
const other = leafHash('other');
const forgetCheckpoints = [sql`delete from log_checkpoints`, sql`delete from log_nodes`];
const rewriteLeaf = sql`update activity_leaves set hash = decode(${other}, 'hex') where id = 2`;

test('what was signed last lies beside the key, for its owner alone', async () => {
  await log.add(3);
  const sealed = await seal();
  expect(await readFile(file(), 'utf8')).toBe(sealed?.note);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).toEqual(['last-checkpoint']);
});

test('after all checkpoints were deleted, other leaves are not signed at the same size, nor at a bigger one', async () => {
  await log.add(300);
  const note = (await seal())?.note;
  await log.tamper(...forgetCheckpoints, rewriteLeaf);
  await expect(seal()).rejects.toThrow(/other activities.*--after-restore/);
  await log.add(10);
  await expect(seal()).rejects.toThrow(ForkedLogError);
  await expect(seal(aSigner())).rejects.toThrow(ForkedLogError);
  expect(await findCheckpoint(log.db.em)).toBeUndefined();
  expect(await readFile(file(), 'utf8')).toBe(note);
});

test('a fork that somebody else sealed into the database is not signed on', async () => {
  await log.add(300);
  await seal();
  await log.tamper(...forgetCheckpoints, rewriteLeaf);
  await log.add(20);
  expect(await sealLog(log.db.em, aSigner())).toMatchObject({ size: 320 });
  await expect(seal()).rejects.toThrow(ForkedLogError);
  await log.add(1);
  await expect(seal()).rejects.toThrow(ForkedLogError);
});

test('a log that became shorter is noticed though nothing is due', async () => {
  await log.add(5);
  await seal();
  await log.tamper(
    ...forgetCheckpoints,
    sql`delete from activity_leaves where id > 3`,
    sql`delete from activities where id > 3`,
    sql`update activity_head set last_id = 3`,
  );
  await expect(seal(signer, 100)).rejects.toThrow(/only 3 activities/);
});

test('the same leaves are sealed again, as after a commit that failed once the note was written', async () => {
  await log.add(5);
  const first = await seal();
  await log.tamper(...forgetCheckpoints);
  expect(await seal()).toMatchObject({ size: first?.size, root: first?.root });
  await log.add(300);
  const second = await seal();
  await log.tamper(sql`delete from log_checkpoints where size = ${second?.size}`, sql`delete from log_nodes`);
  await log.add(7);
  expect(await seal()).toMatchObject({ size: 312 });
});

test('signers with memories of their own continue each other, and so does a rotated key', async () => {
  await log.add(5);
  await seal();
  await log.add(300);
  await sealLog(log.db.em, aSigner());
  expect(await seal()).toBeUndefined();
  await log.add(1);
  expect(await seal(aSigner())).toMatchObject({ size: 306 });
});

test('several with one memory seal at once, and each checkpoint is made once', async () => {
  for (let round = 1; round <= 3; round++) {
    await log.add(30);
    const sealed = await Promise.all([1, 2, 3].map(() => seal()));
    expect(sealed.filter(Boolean)).toMatchObject([{ size: round * 30 }]);
  }
});

test('what was signed is put aside for a backup that was restored', async () => {
  await log.add(300);
  const note = (await seal())?.note;
  await log.tamper(...forgetCheckpoints, rewriteLeaf);
  const aside = await putMemoryAside(dataDir);
  expect(await readFile(aside ?? '', 'utf8')).toBe(note);
  expect(await seal()).toMatchObject({ size: 300 });
  await putMemoryAside(dataDir);
  expect(await putMemoryAside(dataDir)).toBeUndefined();
});

test('a memory that cannot be read keeps everything from being signed', async () => {
  await log.add(1);
  await writeFile(file(), 'nothing');
  await expect(seal()).rejects.toThrow(/last-checkpoint: is not a checkpoint/);
});
