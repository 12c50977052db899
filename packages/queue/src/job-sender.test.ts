import { newEventId, sendMail } from '@timetracker/shared';
import { UnrecoverableError } from 'bullmq';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backend } from './backend.ts';
import { createConsumer } from './consumer.ts';
import { createJobSender, type JobSender } from './job-sender.ts';
import { openQueue } from './queues.ts';
import { startTestBackend, type TestBackend } from './test-backend.ts';

const log = { warn: vi.fn() };
const patience = { timeout: 15_000, interval: 20 };
const aMail = () => ({
  mail_id: newEventId(),
  to: { name: 'Nia New', address: 'nia@example.com' },
  subject: 'Welcome',
  paragraphs: ['secret'],
});

describe.each<Backend['kind']>(['postgres', 'redis'])('single jobs on %s', (kind) => {
  let server: TestBackend;
  let sender: JobSender;

  beforeEach(async () => {
    server = await startTestBackend(kind);
    sender = createJobSender(server.backend, { log });
  });
  afterEach(async () => {
    await sender.close();
    await server.stop();
  });

  const kept = async () => {
    const queue = openQueue(server.direct, sendMail.queue, log);
    try {
      return (await queue.getJobs()).map((job) => job.data as object);
    } finally {
      await queue.close();
    }
  };

  test('a job waits for its handler with what it carries', async () => {
    const mail = aMail();
    await sender.send(sendMail, mail);
    expect(await kept()).toEqual([mail]);
    const handle = vi.fn(async (_carried: unknown) => undefined);
    const consumer = createConsumer(server.backend, { [sendMail.name]: handle }, { log });
    await expect.poll(() => handle.mock.calls.map(([carried]) => carried), patience).toEqual([mail]);
    await expect.poll(kept, patience).toEqual([]);
    await consumer.close();
  });

  test('an e-mail that is given up leaves nothing behind', async () => {
    await sender.send(sendMail, aMail());
    const handle = vi.fn(() => Promise.reject(new UnrecoverableError('no such mailbox')));
    const consumer = createConsumer(server.backend, { [sendMail.name]: handle }, { log });
    await expect.poll(() => handle.mock.calls.length, patience).toBe(1);
    await expect.poll(kept, patience).toEqual([]);
    await consumer.close();
  });

  test('fails within seconds while the queue is away, and closes all the same', async () => {
    await server.proxy.cut();
    const startedAt = performance.now();
    await expect(sender.send(sendMail, aMail())).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(3_500);
  });
});
