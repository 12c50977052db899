import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leafHash, type NoteSigner } from '@timetracker/log';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acceptRestore } from './accept-restore.ts';
import { findCheckpoint } from './checkpoints.ts';
import { ForkedLogError } from './forked-log-error.ts';
import { lastSignedCheckpoint } from './last-signed-checkpoint.ts';
import { sealLog } from './seal-log.ts';
import { aSigner, openTestLog } from './test-log.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let dataDir: string;
let signer: NoteSigner;
beforeEach(async () => {
  log = await openTestLog('wide');
  dataDir = await mkdtemp(join(tmpdir(), 'timetracker-memory-'));
  signer = aSigner();
});
afterEach(async () => {
  await log.stop();
  await rm(dataDir, { recursive: true });
});

const seal = (by = signer, rows = 1) =>
  sealLog(log.db.em, by, { rows, age_ms: rows === 1 ? 0 : 3_600_000 }, lastSignedCheckpoint(dataDir));
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
  const { aside, size } = await acceptRestore(log.db.em, signer, lastSignedCheckpoint(dataDir));
  expect(await readFile(aside ?? '', 'utf8')).toBe(note);
  expect(size).toBe(300);
  expect(await seal()).toBeUndefined();
  await log.add(1);
  expect(await seal()).toMatchObject({ size: 301 });
});

test('a memory that cannot be read keeps everything from being signed', async () => {
  await log.add(1);
  await writeFile(file(), 'nothing');
  await expect(seal()).rejects.toThrow(/last-checkpoint: is not a checkpoint/);
});

test('two workers with memories of their own take turns, and each remembers what the other has signed', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'timetracker-memory-'));
  const byOther = () => sealLog(log.db.em, signer, { rows: 1, age_ms: 0 }, lastSignedCheckpoint(elsewhere));
  for (let round = 1; round <= 3; round++) {
    await log.add(100);
    expect(await (round % 2 ? seal() : byOther())).toMatchObject({ size: round * 100 });
    expect([await seal(), await byOther()]).toEqual([undefined, undefined]);
    for (const directory of [dataDir, elsewhere])
      expect(await lastSignedCheckpoint(directory).recall()).toMatchObject({ size: round * 100 });
  }
  await rm(elsewhere, { recursive: true });
});

test('a worker without a file is kept from signing another log by what the database remembers', async () => {
  await log.add(5);
  await seal();
  await rm(file());
  await log.tamper(...forgetCheckpoints, rewriteLeaf);
  await expect(seal()).rejects.toThrow(/signed last \(the database\): it has other activities/);
});

test('the memory in the database does not go back, nor away', async () => {
  await log.add(5);
  await seal();
  for (const statement of [
    'update log_memory set size = 4',
    'update log_memory set size = 4, accepted = null',
    'delete from log_memory',
    'truncate log_memory',
  ])
    await expect(log.db.em.execute(statement)).rejects.toThrow(/What was signed is not forgotten/);
});

test('a restored backup is accepted once for all workers, and only with the key', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'timetracker-memory-'));
  const byOther = (by = signer) =>
    sealLog(log.db.em, by, { rows: 1, age_ms: 0 }, lastSignedCheckpoint(elsewhere));
  await log.add(300);
  await seal();
  expect(await byOther()).toBeUndefined();
  const note = await readFile(join(elsewhere, 'last-checkpoint'), 'utf8');
  await log.tamper(...forgetCheckpoints, rewriteLeaf);
  await expect(byOther()).rejects.toThrow(ForkedLogError);
  await acceptRestore(log.db.em, signer, lastSignedCheckpoint(dataDir));
  await expect(byOther(aSigner())).rejects.toThrow(ForkedLogError);
  expect(await byOther()).toBeUndefined();
  await log.add(1);
  expect(await byOther()).toMatchObject({ size: 301 });
  expect(await seal()).toBeUndefined();
  const [aside = ''] = (await readdir(elsewhere)).filter((name) => name.startsWith('last-checkpoint.'));
  expect(await readFile(join(elsewhere, aside), 'utf8')).toBe(note);
  await rm(elsewhere, { recursive: true });
});

test('an acceptance counts for what was signed before it, and not again for what comes after', async () => {
  await log.add(10);
  await seal();
  await acceptRestore(log.db.em, signer, lastSignedCheckpoint(dataDir));
  await log.add(10);
  await seal();
  await log.tamper(
    ...forgetCheckpoints,
    sql`update activity_leaves set hash = decode(${other}, 'hex') where id = 15`,
  );
  await expect(seal()).rejects.toThrow(/last-checkpoint\): it has other activities/);
});
