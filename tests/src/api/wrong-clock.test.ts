import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actingAs, Client, Invoice, systemActor } from '@timetracker/db';
import { openQueues } from '@timetracker/queue';
import { markOverdueInvoices, storeActivities } from '@timetracker/shared';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChild } from '../child.ts';
import { trailFaults } from '../fuzz/check-trail.ts';
import { type Stack, startStack } from '../stack.ts';

const HOUR_MS = 3_600_000;
const SINGLE = 150;
const LISTS = 30;
const PER_LIST = 25;

let stack: Stack;
let folder: string;
const cleanUp: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  stack = await startStack('postgres', { RATE_LIMIT_PER_MINUTE: '0' }, { worker: false });
  folder = await mkdtemp(join(tmpdir(), 'timetracker-clock-'));
});
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
  await stack.stop();
  await rm(folder, { recursive: true });
});

/** A worker process that believes it to be so many milliseconds later. */
async function startWorkerAhead(ms: number): Promise<void> {
  const shifted = `const Clock = Date;
    globalThis.Date = class extends Clock {
      constructor(...given) { super(...(given.length === 0 ? [Clock.now() + ${ms}] : given)); }
      static now() { return Clock.now() + ${ms}; }
    };`;
  const child = await startChild(
    'apps/worker/src/main.ts',
    { DATABASE_URL: stack.workerUrl, REDIS_URL: '', DATA_DIR: folder, LOG_LEVEL: 'silent' },
    ['--import', `data:text/javascript,${encodeURIComponent(shifted)}`],
  );
  cleanUp.push(child.stop);
}

async function poster() {
  const { id } = await stack.createUser('mia.member');
  const key = await stack.createKey({ user_id: id, scopes: ['activity:write'] });
  const event = () => ({ event_id: randomUUID(), action: 'updated', entity_type: 'task', entity_id: 1 });
  return async (count?: number) => {
    const response = await fetch(`${stack.url}/api/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(
        count === undefined ? event() : { activities: Array.from({ length: count }, event) },
      ),
    });
    expect(response.status).toBe(202);
  };
}

const day = (fromToday: number) => new Date(Date.now() + fromToday * 24 * HOUR_MS).toISOString().slice(0, 10);

/** Two invoices that were sent: one was due yesterday, the other is due today. */
const sendInvoices = () =>
  actingAs(systemActor, async () => {
    const em = stack.db.em.fork();
    const client = em.create(Client, { name: 'ACME' });
    await em.flush();
    for (const [number, due_date] of [
      ['late', day(-1)],
      ['in time', day(0)],
    ] as const)
      em.create(Invoice, {
        number,
        client_id: client.id,
        status: 'sent',
        currency: 'EUR',
        issue_date: day(-30),
        due_date,
        tax_rate_basis_points: 0,
        lines: [],
        line_count: 1,
        subtotal_cents: 100,
        tax_cents: 0,
        total_cents: 100,
      });
    await em.flush();
  });

const ask = <Row extends object>(statement: string) => stack.db.em.fork().execute<Row[]>(statement);
const stored = async (where: string) =>
  (await ask<{ count: number }>(`select count(*) as count from activities where ${where}`))[0]?.count;

test.each([
  ['ahead', 30],
  ['behind', -30],
])(
  'a worker whose clock is a day %s dates no activity by it, beside one whose clock is right',
  async (_, hours) => {
    const began = await ask<{ now: Date }>('select clock_timestamp() as now');
    const post = await poster();
    await sendInvoices();
    await startWorkerAhead(hours * HOUR_MS);
    await Promise.all(Array.from({ length: SINGLE }, () => post()));
    await expect.poll(() => stored(`source = 'api'`)).toBe(SINGLE);

    // What a worker does by itself, and tells.
    const queues = openQueues({ kind: 'postgres', url: stack.adminUrl }, pino({ level: 'silent' }));
    cleanUp.push(() => Promise.all(queues.map((queue) => queue.close())));
    const activities = queues.find(({ name }) => name === storeActivities.queue);
    const overdue = queues.find(({ name }) => name === markOverdueInvoices.queue);
    await overdue?.add(markOverdueInvoices.name, {});
    await expect.poll(() => stored(`action = 'status_changed' and entity_type = 'invoice'`)).toBe(1);
    await activities?.pause();
    await expect.poll(() => stored(`action = 'paused'`)).toBe(1);
    await activities?.resume();
    await expect.poll(() => stored(`action = 'resumed'`)).toBe(1);

    await stack.startWorker();
    await Promise.all([
      ...Array.from({ length: SINGLE }, () => post()),
      ...Array.from({ length: LISTS }, () => post(PER_LIST)),
    ]);
    await expect.poll(() => stored(`source = 'api'`)).toBe(2 * SINGLE + LISTS * PER_LIST);
    const since = `'${began[0]?.now.toISOString()}'::timestamptz - interval '1 millisecond'`;
    expect(
      await ask(`select id, description, created_at, recorded_at from activities
      where recorded_at < ${since} or recorded_at > clock_timestamp()
        or created_at < ${since} - interval '1 minute' or created_at > clock_timestamp() + interval '1 minute'`),
    ).toEqual([]);
    // In the order of their commits, which is that of their ids.
    expect(
      await ask(`select id from (select id, recorded_at, lag(recorded_at) over (order by id) as before from activities) told
      where recorded_at < before`),
    ).toEqual([]);
    expect(await ask(`select number from invoices where status = 'sent'`)).toEqual([{ number: 'in time' }]);
    expect(await trailFaults(stack.db)).toEqual([]);
  },
);
