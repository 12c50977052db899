import { atTimeOf, workspaceDay } from '@timetracker/db';
import { dayIn, type ErrorBody, type InvoiceDocument } from '@timetracker/shared';
import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;

beforeAll(async () => {
  stack = await startStack('postgres');
  await stack.createUser('ada.admin', 'admin');
  admin = await clientOf(stack, 'ada.admin');
});
afterAll(() => stack.stop());

const refusal = async (call: Promise<unknown>): Promise<ErrorBody | undefined> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError && error.data?.body) return error.data.body;
    throw error;
  }
  return undefined;
};

let serial = 0;
const newClient = async (currency: string) => {
  serial += 1;
  return (await admin.clients.create.mutate({ name: `Client ${serial}`, currency })).id;
};
const newProject = (client_id: number, hourly_rate_cents: number) => {
  serial += 1;
  return admin.project.create.mutate({ name: `Project ${serial}`, client_id, hourly_rate_cents });
};

let clock = Date.parse('2026-02-02T08:00:00Z');
const work = async (project_id: number, seconds: number, task_id: number | null = null) => {
  const started_at = new Date(clock).toISOString();
  clock += seconds * 1_000;
  await admin.timeEntry.create.mutate({
    project_id,
    task_id,
    started_at,
    ended_at: new Date(clock).toISOString(),
  });
};
const newTask = async (project_id: number, name: string) =>
  (await admin.task.create.mutate({ project_id, name })).id;
const billAll = (client_id: number, project_id: number) =>
  admin.invoice.create.mutate({ client_id, project_id, time_until: '2026-12-31', tax_rate_basis_points: 0 });

const item = (unit_price_cents: number, quantity_hundredths = 100) => ({
  kind: 'item' as const,
  description: 'Work',
  quantity_hundredths,
  unit_price_cents,
});
const sumsOf = ({ subtotal_cents, tax_cents, total_cents, currency_decimals }: InvoiceDocument) => ({
  subtotal_cents,
  tax_cents,
  total_cents,
  currency_decimals,
});

describe('a currency', () => {
  test.each(['ZZZ', 'XYZ', 'XXX', 'XAU', 'eur', 'EURO', 'DEM', ''])('is not %j', async (currency) => {
    const issues = [{ path: 'currency', message: 'must be an ISO 4217 currency code such as EUR' }];
    expect(
      (await refusal(admin.clients.create.mutate({ name: `No ${currency}`, currency })))?.issues,
    ).toEqual(issues);
    expect((await refusal(admin.workspace.update.mutate({ currency })))?.issues).toEqual(issues);
  });

  test('says how many decimals amounts have, and what is printed adds up', async () => {
    const lines = [item(1_235), item(1), item(1)];
    const tax_rate_basis_points = 1_000;
    const yen = await newClient('JPY');
    const invoice = await admin.invoice.create.mutate({ client_id: yen, lines, tax_rate_basis_points });
    expect(sumsOf(invoice)).toEqual({
      subtotal_cents: 1_237,
      tax_cents: 124,
      total_cents: 1_361,
      currency_decimals: 0,
    });
    expect(invoice.lines.map(({ amount_cents }) => amount_cents)).toEqual([1_235, 1, 1]);
    const dinar = await newClient('KWD');
    const precise = await admin.invoice.create.mutate({
      client_id: dinar,
      lines: [item(1_500), item(333, 50)],
      tax_rate_basis_points: 0,
    });
    expect(sumsOf(precise)).toMatchObject({ total_cents: 1_667, currency_decimals: 3 });
  });

  test('limits an invoice in its own unit', async () => {
    const tooMuch = (client_id: number) =>
      refusal(
        admin.invoice.create.mutate({
          client_id,
          lines: [item(10_000_000_000, 100_000_000)],
          tax_rate_basis_points: 0,
        }),
      );
    expect((await tooMuch(await newClient('EUR')))?.issues).toMatchObject([
      { path: 'lines', message: 'must come to at most 100000000000 with tax' },
    ]);
    expect((await tooMuch(await newClient('JPY')))?.issues).toMatchObject([
      { path: 'lines', message: 'must come to at most 10000000000000 with tax' },
    ]);
  });

  test('is changed without the figures of hourly rates', async () => {
    const client_id = await newClient('EUR');
    const { id } = await newProject(client_id, 9_550);
    const rate = async () => (await admin.project.get.query({ id })).hourly_rate_cents;
    await admin.clients.update.mutate({ id: client_id, currency: 'JPY' });
    expect(await rate()).toBe(96);
    await admin.project.update.mutate({ id, client_id: await newClient('KWD') });
    expect(await rate()).toBe(96_000);
    await admin.project.update.mutate({ id, client_id: await newClient('USD'), hourly_rate_cents: 100 });
    expect(await rate()).toBe(100);
    await admin.project.update.mutate({ id, client_id: null });
    await admin.workspace.update.mutate({ currency: 'JPY' });
    expect(await rate()).toBe(1);
    await admin.workspace.update.mutate({ currency: 'EUR' });
    expect(await rate()).toBe(100);
  });

  test('and its decimals are told with the amounts of an activity', async () => {
    const client_id = await newClient('JPY');
    const { id } = await newProject(client_id, 9_000);
    const invoice = await admin.invoice.create.mutate({ client_id, project_id: id, lines: [item(5)] });
    const told = async (entity_type: 'project' | 'invoice', entity_id: number) => {
      const { activities } = await admin.activity.list.query({ entity_type: [entity_type], limit: 50 });
      return activities.find((activity) => activity.entity_id === entity_id)?.extra_data;
    };
    const money = { currency: 'JPY', currency_decimals: 0 };
    await expect.poll(() => told('project', id), { timeout: 15_000 }).toMatchObject(money);
    await expect.poll(() => told('invoice', invoice.id), { timeout: 15_000 }).toMatchObject(money);
  });

  test('of invoices sent before is summed up in the unit of today', async () => {
    const client_id = await newClient('JPY');
    const first = await admin.invoice.create.mutate({
      client_id,
      lines: [item(7)],
      tax_rate_basis_points: 0,
    });
    await admin.invoice.create.mutate({ client_id, lines: [item(5)], tax_rate_basis_points: 0 });
    await stack.db.em
      .getConnection()
      .execute(
        'update invoices set currency_decimals = 2, subtotal_cents = 123450, total_cents = 123450 where id = ?',
        [first.id],
      );
    expect(await admin.invoice.totals.query({ client_id })).toEqual([
      { currency: 'JPY', status: 'draft', count: 2, total_cents: 1_240 },
    ]);
  });
});

describe('recorded time', () => {
  test('under half a minute a task makes no line of 0:00, and is billed', async () => {
    const client_id = await newClient('EUR');
    const { id } = await newProject(client_id, 6_000);
    for (const [name, seconds] of [
      ['Long', 3_600],
      ['Call', 20],
      ['Mail', 25],
    ] as const)
      await work(id, seconds, await newTask(id, name));
    const preview = await admin.invoice.unbilledTime.query({ project_id: id });
    expect(preview.map(({ task_name, minutes }) => [task_name, minutes])).toEqual([
      ['Long', 60],
      [null, 1],
    ]);
    const invoice = await billAll(client_id, id);
    expect(invoice.lines.map(({ amount_cents }) => amount_cents)).toEqual([6_000, 100]);
    expect(invoice.total_cents).toBe(6_100);
    expect(await admin.invoice.unbilledTime.query({ project_id: id })).toEqual([]);
    const entries = await admin.timeEntry.list.query({ project_id: id });
    expect(entries.map(({ invoice_id }) => invoice_id)).toEqual([invoice.id, invoice.id, invoice.id]);
    // A draft can be changed with its folded line, and lets go of all of it.
    const lines = invoice.lines.map(({ amount_cents: _amount, ...line }) => line);
    await admin.invoice.update.mutate({ id: invoice.id, lines: lines.slice(0, 1) });
    expect(await admin.invoice.unbilledTime.query({ project_id: id })).toMatchObject([{ minutes: 1 }]);
  });

  test('of many short entries is summed up before it is rounded', async () => {
    const client_id = await newClient('EUR');
    const { id } = await newProject(client_id, 6_000);
    for (const seconds of [20, 20, 20]) await work(id, seconds);
    expect((await billAll(client_id, id)).lines).toMatchObject([{ minutes: 1, amount_cents: 100 }]);
  });

  test('of too little is refused, and stays unbilled', async () => {
    const client_id = await newClient('EUR');
    const { id, name } = await newProject(client_id, 6_000);
    await work(id, 20);
    expect((await refusal(billAll(client_id, id)))?.issues).toEqual([
      { path: 'time_until', message: `finds too little unbilled time of "${name}" to bill` },
    ]);
    await work(id, 20);
    expect((await billAll(client_id, id)).lines).toMatchObject([{ minutes: 1 }]);
  });
});

describe("the workspace's zone", () => {
  test.each(['Pacific/Kiritimati', 'Pacific/Niue'])('dates an invoice: %s', async (time_zone) => {
    expect(await admin.workspace.update.mutate({ time_zone, payment_days: 30 })).toMatchObject({ time_zone });
    const { id } = await admin.invoice.create.mutate({
      client_id: await newClient('EUR'),
      lines: [item(100)],
    });
    const before = dayIn(new Date(), time_zone);
    const sent = await admin.invoice.setStatus.mutate({ id, status: 'sent' });
    expect([before, dayIn(new Date(), time_zone)]).toContain(sent.issue_date);
    expect(sent.number?.slice(0, 4)).toBe(sent.issue_date?.slice(0, 4));
    expect((Date.parse(sent.due_date ?? '') - Date.parse(sent.issue_date ?? '')) / 86_400_000).toBe(30);
  });

  test('says which day and year it is', async () => {
    const at = (instant: string) =>
      atTimeOf(
        () => new Date(instant),
        () => workspaceDay(stack.db.em.fork()),
      );
    await admin.workspace.update.mutate({ time_zone: 'europe/berlin' });
    expect((await admin.workspace.get.query()).time_zone).toBe('Europe/Berlin');
    expect(await at('2026-12-31T22:59:59Z')).toBe('2026-12-31');
    expect(await at('2026-12-31T23:00:00Z')).toBe('2027-01-01');
  });

  test('is refused where it is none', async () => {
    expect((await refusal(admin.workspace.update.mutate({ time_zone: '+05:30' })))?.issues).toEqual([
      { path: 'time_zone', message: 'must be a time zone such as Europe/Berlin' },
    ]);
  });
});
