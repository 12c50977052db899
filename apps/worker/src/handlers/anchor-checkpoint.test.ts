import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sealLog, storeBatch } from '@timetracker/activities';
import { generateSigner, parseSigner } from '@timetracker/log';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Anchor, anchorsOf } from '../anchors/anchor.ts';
import { createWorkerMetrics } from '../metrics.ts';
import { log, startSurroundings, type TestSurroundings } from '../test-worker.ts';
import { type RunningWorker, startWorker } from '../worker.ts';
import { anchorCheckpointHandler } from './anchor-checkpoint.ts';

const signer = parseSigner(generateSigner('example.com/activity'));
let around: TestSurroundings;
let folder: string;
let worker: RunningWorker | undefined;

beforeEach(async () => {
  around = await startSurroundings('postgres');
  folder = await mkdtemp(join(tmpdir(), 'timetracker-anchors-'));
});
afterEach(async () => {
  await worker?.close();
  worker = undefined;
  await around.stop();
  await rm(folder, { recursive: true });
});

async function seal(): Promise<string> {
  await storeBatch(around.db.em, [anEvent()]);
  const sealed = signer && (await sealLog(around.db.em, signer));
  return sealed?.note ?? '';
}

/** Answers with the given statuses, one after the other, then 200. */
async function startReceiver(...statuses: number[]) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.writeHead(statuses.shift() ?? 200).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, bodies, close: () => server.close() };
}

const run = (anchors: Anchor[], metrics = createWorkerMetrics()) =>
  anchorCheckpointHandler({ em: around.db.em, anchors, metrics, log }).run({}, () => undefined);

test('a worker keeps the newest checkpoint in a directory, at a webhook and with auditors', async () => {
  const note = await seal();
  const receiver = await startReceiver(500);
  const mails = join(folder, 'data', 'outbox');
  worker = await startWorker({
    env: {
      ...around.env,
      DATA_DIR: join(folder, 'data'),
      ANCHOR_DIR: join(folder, 'anchors'),
      ANCHOR_URL: receiver.url,
      ANCHOR_EMAIL: ['auditor@example.com'],
    },
    log,
  });
  await expect.poll(() => receiver.bodies).toEqual([note, note]);
  await expect.poll(() => readdir(mails).catch(() => [])).toHaveLength(1);
  expect((await readdir(join(folder, 'anchors'))).sort()).toEqual([
    'checkpoint',
    'checkpoint-000000000000001',
  ]);
  expect(await readFile(join(folder, 'anchors', 'checkpoint'), 'utf8')).toBe(note);
  const [mail] = await readdir(mails);
  const content = await readFile(join(mails, mail ?? ''), 'utf8');
  expect(content).toContain('filename=checkpoint-1.txt');
  expect(content).toContain('auditor@example.com');
  receiver.close();
});

test('a place that fails keeps no other from its checkpoint, and gets the next one', async () => {
  const note = await seal();
  const receiver = await startReceiver(503, 302);
  const anchors = anchorsOf({ ANCHOR_DIR: folder, ANCHOR_URL: receiver.url }, () => Promise.resolve());
  const metrics = createWorkerMetrics();
  await expect(run(anchors, metrics)).rejects.toThrow('ANCHOR_URL answered 503');
  await expect(run(anchors, metrics)).rejects.toThrow();
  expect(await readFile(join(folder, 'checkpoint'), 'utf8')).toBe(note);
  expect(await metrics.text()).toMatch(/anchoring_failed_total\{anchor="webhook"\} 2/);
  const next = await seal();
  await run(anchors, metrics);
  await run(anchors, metrics);
  expect(receiver.bodies).toEqual([note, note, next]);
  expect(await readFile(join(folder, 'checkpoint'), 'utf8')).toBe(next);
  receiver.close();
});

test('auditors get a mail a day, not one a minute', async () => {
  const sent: unknown[] = [];
  const anchors = anchorsOf({ ANCHOR_EMAIL: ['auditor@example.com'] }, async (mail) => {
    sent.push(mail.attachment?.text);
  });
  const first = await seal();
  await run(anchors);
  await seal();
  await run(anchors);
  expect(sent).toEqual([first]);
  await around.db.em.execute(`update log_anchors set anchored_at = now() - interval '1 day'`);
  const third = await seal();
  await run(anchors);
  expect(sent).toEqual([first, third]);
});

test('a directory keeps what it has when the log was forked, which is an alarm', async () => {
  const anchors = anchorsOf({ ANCHOR_DIR: folder }, () => Promise.resolve());
  const metrics = createWorkerMetrics();
  await seal();
  const kept = await seal();
  await run(anchors, metrics);
  const em = around.db.em;
  await em.execute('alter table activities disable trigger user');
  await em.execute(`update activities set leaf = sha256('other') || substr(leaf, 33) where id = 1`);
  for (const table of ['log_checkpoints', 'log_nodes', 'log_anchors'])
    await em.execute(`delete from ${table}`);
  if (signer) await sealLog(em, signer);
  await run(anchors, metrics);
  await seal();
  await run(anchors, metrics);
  expect(await metrics.text()).toMatch(/log_forked_total\{found_by="directory"\} 2/);
  expect(await readdir(folder)).toEqual(['checkpoint', 'checkpoint-000000000000002']);
  for (const name of await readdir(folder)) expect(await readFile(join(folder, name), 'utf8')).toBe(kept);
});

test('a file of a size is never written again', async () => {
  const [anchor] = anchorsOf({ ANCHOR_DIR: folder }, () => Promise.resolve());
  const checkpoint = { size: 5, root: '', created_at: '' };
  await anchor?.keep({ ...checkpoint, note: 'log\n5\nroot\n\n— log one\n' });
  await anchor?.keep({ ...checkpoint, note: 'log\n5\nroot\n\n— log two\n' });
  await expect(anchor?.keep({ ...checkpoint, note: 'log\n5\nother\n\n— log one\n' })).rejects.toThrow(
    'another checkpoint of 5',
  );
  expect(await readFile(join(folder, 'checkpoint-000000000000005'), 'utf8')).toContain('log one');
});

test('a newest checkpoint that is older than an anchored one is an alarm', async () => {
  const receiver = await startReceiver();
  const anchors = anchorsOf({ ANCHOR_URL: receiver.url }, () => Promise.resolve());
  const metrics = createWorkerMetrics();
  await seal();
  await seal();
  await run(anchors, metrics);
  await around.db.em.execute('delete from log_checkpoints where size = 2');
  await run(anchors, metrics);
  expect(receiver.bodies).toHaveLength(1);
  expect(await metrics.text()).toMatch(/log_forked_total\{found_by="webhook"\} 1/);
  receiver.close();
});

test('a webhook gets nothing that does not continue what any worker brought there, also at a bigger size', async () => {
  const receiver = await startReceiver();
  const anchors = anchorsOf({ ANCHOR_URL: receiver.url }, () => Promise.resolve());
  const metrics = createWorkerMetrics();
  await seal();
  await run(anchors, metrics);
  const em = around.db.em;
  await em.execute('alter table activities disable trigger user');
  await em.execute(`update activities set leaf = sha256('other') || substr(leaf, 33) where id = 1`);
  await em.execute('delete from log_checkpoints');
  if (signer) await sealLog(em, signer);
  await run(anchors, metrics);
  await seal();
  await run(anchors, metrics);
  expect(receiver.bodies).toHaveLength(1);
  expect(await metrics.text()).toMatch(/log_forked_total\{found_by="webhook"\} 2/);
  receiver.close();
});
