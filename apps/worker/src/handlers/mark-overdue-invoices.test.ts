import { actingAs, atTimeOf, Client, Invoice, markOverdueInvoices, systemActor } from '@timetracker/db';
import type { Backend } from '@timetracker/queue';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { log, startSurroundings, type TestSurroundings } from '../test-worker.ts';
import { type RunningWorker, startWorker } from '../worker.ts';

const patience = { timeout: 30_000, interval: 20 };
const DAY_MS = 86_400_000;
const day = (fromToday: number) => new Date(Date.now() + fromToday * DAY_MS).toISOString().slice(0, 10);

let around: TestSurroundings;
const workers: RunningWorker[] = [];
const start = async () => workers.push(await startWorker({ env: around.env, log }));

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
  await around.stop();
});

/** Invoices as they are once sent, due on the given days. */
const invoicesDue = (...due_dates: string[]) =>
  actingAs(systemActor, async () => {
    const em = around.db.em.fork();
    const client = em.create(Client, { name: 'ACME' });
    await em.flush();
    const invoices = due_dates.map((due_date, index) =>
      em.create(Invoice, {
        number: `2026-${String(index + 1).padStart(4, '0')}`,
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
      }),
    );
    await em.flush();
    return invoices.map((invoice) => invoice.id);
  });
const statuses = () =>
  around.db.em.execute<{ number: string; status: string }[]>(
    'select number, status from invoices order by id',
  );
const changes = () =>
  around.db.em.execute<{ entity_name: string; description: string; user_id: number | null }[]>(
    `select entity_name, description, user_id from activities where action = 'status_changed' order by entity_name`,
  );

describe.each<Backend['kind']>(['postgres', 'redis'])('with the queue on %s', (kind) => {
  beforeEach(async () => {
    around = await startSurroundings(kind);
  });

  test('what was not paid in time becomes overdue once, by itself, and the trail says so', async () => {
    await invoicesDue(day(-1), day(0), day(-20));
    await Promise.all([start(), start()]);
    await expect.poll(changes, patience).toEqual(
      ['2026-0001', '2026-0003'].map((number) => ({
        entity_name: number,
        description: `Changed the status of invoice "${number}" from Sent to Overdue`,
        user_id: null,
      })),
    );
    expect(await statuses()).toEqual([
      { number: '2026-0001', status: 'overdue' },
      { number: '2026-0002', status: 'sent' },
      { number: '2026-0003', status: 'overdue' },
    ]);
  });
});

describe('marking overdue', () => {
  beforeEach(async () => {
    around = await startSurroundings('postgres');
  });

  test('takes every late invoice, however many, once, also when several do it at once', async () => {
    await invoicesDue(...Array.from({ length: 250 }, () => day(-3)));
    const marked = await Promise.all([markOverdueInvoices(around.db.em), markOverdueInvoices(around.db.em)]);
    marked.push(await markOverdueInvoices(around.db.em));
    expect(marked.reduce((sum, count) => sum + count, 0)).toBe(250);
    expect(new Set((await statuses()).map(({ status }) => status))).toEqual(new Set(['overdue']));
    expect(await markOverdueInvoices(around.db.em)).toBe(0);
    const events = await around.outbox();
    // A client and 250 invoices were made, and each invoice changed once.
    expect(events).toHaveLength(1 + 250 + 250);
  });

  test('waits until the due date is over in UTC', async () => {
    await invoicesDue('2026-03-31');
    const at = (moment: string) =>
      atTimeOf(
        () => new Date(moment),
        () => markOverdueInvoices(around.db.em),
      );
    expect(await at('2026-03-31T23:59:59.999Z')).toBe(0);
    expect(await at('2026-04-01T00:00:00Z')).toBe(1);
  });

  test('leaves to the next run what somebody is changing', async () => {
    const [id] = await invoicesDue(day(-1));
    const em = around.db.em.fork();
    await em.begin();
    await em.execute('select 1 from invoices where id = ? for update', [id]);
    expect(await markOverdueInvoices(around.db.em)).toBe(0);
    await em.rollback();
    expect(await markOverdueInvoices(around.db.em)).toBe(1);
  });
});
