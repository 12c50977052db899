import { sendMail } from '@timetracker/shared';
import { UnrecoverableError } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { createConsumer } from './consumer.ts';
import { openQueue } from './queues.ts';
import { redactJobs } from './redact-jobs.ts';
import { startTestBackend, type TestBackend } from './test-backend.ts';

const patience = { timeout: 20_000, interval: 50 };
const log = { warn: () => undefined, error: () => undefined, info: () => undefined };
const ADDRESS = 'iris@mail.example';
const redact = (data: unknown): unknown => JSON.parse(JSON.stringify(data).replaceAll(ADDRESS, 'nobody'));

let server: TestBackend | undefined;
afterEach(() => server?.stop());

/** Everything that a queue server holds, as one text. */
async function dump({ direct }: TestBackend): Promise<string> {
  if (direct.kind === 'postgres') {
    const client = new pg.Client({ connectionString: direct.url });
    await client.connect();
    const { rows } = await client.query(
      'select event::text from bullmq.event union all select job::text from bullmq.job',
    );
    await client.end();
    return JSON.stringify(rows);
  }
  const redis = new Redis(direct.url);
  const keys = await redis.keys('*');
  const parts = await Promise.all(
    keys.map(async (key) => {
      const type = await redis.type(key);
      if (type === 'hash') return redis.hgetall(key);
      return type === 'stream' ? redis.xrange(key, '-', '+') : key;
    }),
  );
  redis.disconnect();
  return JSON.stringify(parts);
}

test.each(['postgres', 'redis'] as const)(
  'a mail that is being sent, and fails, leaves no word of whom it was to (%s)',
  async (kind) => {
    server = await startTestBackend(kind);
    const queue = openQueue(server.direct, sendMail.queue, log);
    const mail = { to: { name: 'Iris', address: ADDRESS }, subject: 'x', text: 'x' };
    await queue.add(sendMail.name, mail);
    const refusal = Promise.withResolvers<void>();
    const consumer = createConsumer(
      server.direct,
      {
        [sendMail.name]: async () => {
          await refusal.promise;
          throw new UnrecoverableError(`550 5.1.1 <${ADDRESS}>: Recipient address rejected`);
        },
      },
      { log },
    );
    await expect.poll(() => queue.getActiveCount(), patience).toBe(1);
    const redacting = redactJobs(server.direct, { redact, log });
    refusal.resolve();
    expect(await redacting).toBe(1);
    await consumer.close();
    expect(await dump(server)).not.toContain(ADDRESS);
    expect(await queue.getJobCountByTypes('active', 'failed', 'waiting', 'delayed')).toBe(0);
    await queue.close();
  },
);
