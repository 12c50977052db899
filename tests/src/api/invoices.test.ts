import { Invoice, nextInvoiceNumber } from '@timetracker/db';
import type { ErrorBody, InvoiceDocument } from '@timetracker/shared';
import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let member: Client;
let neighbour: Client;
let outsider: Client;
let memberId: number;

beforeAll(async () => {
  stack = await startStack('postgres');
  await stack.createUser('ada.admin', 'admin');
  memberId = (await stack.createUser('mia.member')).id;
  await stack.createUser('nora.neighbour');
  await stack.createUser('otto.outsider');
  admin = await clientOf(stack, 'ada.admin');
  member = await clientOf(stack, 'mia.member');
  neighbour = await clientOf(stack, 'nora.neighbour');
  outsider = await clientOf(stack, 'otto.outsider');
  await neighbour.project.create.mutate({ name: 'Next door' });
});
afterAll(() => stack.stop());

/** The error that a call ends with, as REST would show it. */
const refusal = async (call: Promise<unknown>): Promise<ErrorBody> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError && error.data?.body) return error.data.body;
    throw error;
  }
  throw new Error('the call was not refused');
};

let serial = 0;
const newClient = () => {
  serial += 1;
  return admin.clients.create.mutate({ name: `Client ${serial}` });
};

/** A project of the member with a client and a rate. */
const newProject = async () => {
  const { id: client_id } = await newClient();
  const { id } = await member.project.create.mutate({ name: `Project ${serial}` });
  await admin.project.update.mutate({ id, client_id, hourly_rate_cents: 9_000 });
  return { client_id, project_id: id };
};

/** Nobody is in two places: each recorded period begins where the last one ended. */
let clock = Date.parse('2026-02-02T08:00:00Z');
const work = async (project_id: number, minutes: number, task_id: number | null = null) => {
  const started_at = new Date(clock).toISOString();
  clock += minutes * 60_000;
  const ended_at = new Date(clock).toISOString();
  return member.timeEntry.create.mutate({ project_id, task_id, started_at, ended_at });
};

const item = {
  kind: 'item' as const,
  description: 'Licence',
  quantity_hundredths: 100,
  unit_price_cents: 500,
};
const TODAY = new Date().toISOString().slice(0, 10);
const billAll = async ({ client_id, project_id }: { client_id: number; project_id: number }) =>
  admin.invoice.create.mutate({ client_id, project_id, time_until: TODAY });
const send = ({ id, version }: { id: number; version: number }) =>
  admin.invoice.setStatus.mutate({ id, version, status: 'sent' });

describe('numbers', () => {
  const year = new Date().getUTCFullYear();
  const lastNumber = async () => {
    const rows = await stack.db.em
      .fork()
      .execute<{ last_number: number }[]>('select last_number from invoice_years');
    return rows[0]?.last_number ?? 0;
  };

  test('have neither gaps nor duplicates when many invoices are sent at once and some sendings fail', async () => {
    const before = await lastNumber();
    const { id: client_id } = await newClient();
    const drafts = await Promise.all(
      Array.from({ length: 20 }, () => admin.invoice.create.mutate({ client_id, lines: [item] })),
    );
    const empty = await Promise.all([1, 2, 3].map(() => admin.invoice.create.mutate({ client_id })));
    const takenBack = () =>
      stack.db.em.fork().transactional(async (em) => {
        await nextInvoiceNumber(em, year);
        throw new Error('the rest of the transaction failed');
      });
    const calls = [
      ...drafts.map(send),
      ...drafts.map(send),
      ...empty.map(send),
      ...Array.from({ length: 10 }, takenBack),
    ];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(drafts.length);
    const sent = await Promise.all(drafts.map(({ id }) => admin.invoice.get.query({ id })));
    expect(sent.map(({ number }) => String(number)).toSorted()).toEqual(
      drafts.map((_, index) => `${year}-${String(before + 1 + index).padStart(4, '0')}`),
    );
    expect(await lastNumber()).toBe(before + drafts.length);
  });

  test('stay when an invoice is cancelled, and no draft is deleted that is being sent', async () => {
    const { id: client_id } = await newClient();
    const before = await lastNumber();
    const draft = await admin.invoice.create.mutate({ client_id, lines: [item] });
    const [sending, deleting] = await Promise.allSettled([
      send(draft),
      admin.invoice.delete.mutate({ id: draft.id }),
    ]);
    expect([sending.status, deleting.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await lastNumber()).toBe(before + (sending.status === 'fulfilled' ? 1 : 0));
    const other = await send(await admin.invoice.create.mutate({ client_id, lines: [item] }));
    const cancelled = await admin.invoice.setStatus.mutate({ id: other.id, status: 'cancelled' });
    expect(cancelled.number).toBe(other.number);
    expect((await refusal(admin.invoice.delete.mutate({ id: other.id }))).error).toBe('Conflict');
  });
});

describe('time', () => {
  test('is billed by one of two invoices that are made at once', async () => {
    const about = await newProject();
    await work(about.project_id, 90);
    const made = await Promise.allSettled([billAll(about), billAll(about), billAll(about)]);
    const drafts = made.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.lines).toMatchObject([{ kind: 'time', minutes: 90, amount_cents: 13_500 }]);
    expect(await refusal(billAll(about))).toMatchObject({ issues: [{ path: 'time_until' }] });
  });

  test('that is billed is neither edited nor deleted, also when both come at once', async () => {
    const about = await newProject();
    const entry = await work(about.project_id, 30);
    const race = await Promise.allSettled([billAll(about), member.timeEntry.delete.mutate({ id: entry.id })]);
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    if (race[1].status === 'fulfilled') {
      await work(about.project_id, 30);
      await billAll(about);
    }
    const [billed] = await member.timeEntry.list.query({ project_id: about.project_id });
    if (!billed) throw new Error('nothing was billed');
    const { id } = billed;
    const attempts = [
      () => member.timeEntry.update.mutate({ id, notes: 'x' }),
      () => admin.timeEntry.update.mutate({ id, ended_at: new Date(clock - 1_000).toISOString() }),
      () => member.timeEntry.delete.mutate({ id }),
      () => admin.timeEntry.delete.mutate({ id }),
      () => member.project.delete.mutate({ id: about.project_id }),
    ];
    for (const attempt of attempts) expect((await refusal(attempt())).error).toBe('Conflict');
  });

  test.each([
    ['delete from time_entries where id = ?', 'stays as it is'],
    ['update time_entries set task_id = null where id = ?', 'keeps its task'],
    ["update time_entries set ended_at = ended_at + interval '1 minute' where id = ?", 'stays as it is'],
    ['update time_entries set project_id = project_id - 1 where id = ?', 'stays as it is'],
  ])('that is billed is kept by the database itself: %s', async (statement, reason) => {
    const about = await newProject();
    const task = await member.task.create.mutate({ project_id: about.project_id, name: 'Design' });
    const entry = await work(about.project_id, 30, task.id);
    await billAll(about);
    await expect(stack.db.em.fork().execute(statement, [entry.id])).rejects.toThrow(reason);
  });

  test('can be billed again when its invoice is cancelled, its draft deleted or its line taken out', async () => {
    const about = await newProject();
    const task = await member.task.create.mutate({ project_id: about.project_id, name: 'Design' });
    await work(about.project_id, 30);
    await work(about.project_id, 45, task.id);
    const unbilled = async () =>
      (await admin.invoice.unbilledTime.query({ project_id: about.project_id })).map(
        ({ minutes }) => minutes,
      );

    const first = await send(await billAll(about));
    expect(await unbilled()).toEqual([]);
    await admin.invoice.setStatus.mutate({ id: first.id, status: 'cancelled' });
    expect(await unbilled()).toEqual([30, 45]);

    const second = await billAll(about);
    await admin.invoice.delete.mutate({ id: second.id });
    expect(await unbilled()).toEqual([30, 45]);

    const third = await billAll(about);
    const lines = third.lines.map(({ amount_cents: _amount, ...line }) => line);
    await admin.invoice.update.mutate({ id: third.id, lines: lines.slice(0, 1) });
    expect(await unbilled()).toEqual([45]);
  });

  test('keeps its task while it is billed', async () => {
    const about = await newProject();
    const task = await member.task.create.mutate({ project_id: about.project_id, name: 'Doomed' });
    await work(about.project_id, 30);
    await work(about.project_id, 45, task.id);
    const draft = await billAll(about);
    for (const who of [member, admin])
      expect(await refusal(who.task.delete.mutate({ id: task.id }))).toMatchObject({
        error: 'Conflict',
        message: '"Doomed" has 1 billed time entry; set its status to done or cancelled instead',
        issues: [{ path: 'id', values: { billed_entries: 1 } }],
      });
    const lines = draft.lines.flatMap(({ amount_cents: _amount, ...line }) =>
      line.kind === 'time' && line.task_id === task.id ? [] : [line],
    );
    await admin.invoice.update.mutate({ id: draft.id, lines });
    await member.task.delete.mutate({ id: task.id });
    expect(await admin.invoice.unbilledTime.query({ project_id: about.project_id })).toEqual([
      { task_id: null, task_name: null, minutes: 45 },
    ]);
  });

  test("is billed up to the end of a day in the person's zone", async () => {
    const about = await newProject();
    // 23:30 on 1 March in Berlin, 00:30 on 2 March in Berlin; in UTC both are 1 March.
    for (const start of ['2026-03-01T22:30:00Z', '2026-03-01T23:30:00Z']) {
      const ended_at = new Date(Date.parse(start) + 20 * 60_000).toISOString();
      await member.timeEntry.create.mutate({ project_id: about.project_id, started_at: start, ended_at });
    }
    const until = { project_id: about.project_id, until: '2026-03-01' };
    expect(await admin.invoice.unbilledTime.query(until)).toMatchObject([{ minutes: 40 }]);
    const inBerlin = { ...until, time_zone: 'Europe/Berlin' };
    expect(await admin.invoice.unbilledTime.query(inBerlin)).toMatchObject([{ minutes: 20 }]);
    const draft = await admin.invoice.create.mutate({
      ...about,
      time_until: '2026-03-01',
      time_zone: 'Europe/Berlin',
    });
    expect(draft.lines).toMatchObject([{ minutes: 20 }]);
    const unknown = admin.invoice.unbilledTime.query({ ...until, time_zone: 'Mars/Olympus' });
    expect((await refusal(unknown)).issues).toMatchObject([{ path: 'time_zone' }]);
  });

  test('lines are re-worded and re-priced, not invented', async () => {
    const about = await newProject();
    await work(about.project_id, 60);
    const draft = await billAll(about);
    const line = {
      kind: 'time' as const,
      description: 'Work',
      task_id: null,
      minutes: 60,
      unit_price_cents: 1,
    };
    const changed = await admin.invoice.update.mutate({ id: draft.id, lines: [item, line] });
    expect(changed).toMatchObject({ subtotal_cents: 501, lines: [item, line] });
    const attempts = [[{ ...line, minutes: 61 }], [line, line], [{ ...line, task_id: 999_999 }]];
    for (const lines of attempts) {
      const { issues } = await refusal(admin.invoice.update.mutate({ id: draft.id, lines }));
      expect(issues).toMatchObject([{ path: `lines.${lines.length - 1}.minutes` }]);
    }
  });
});

describe('a draft', () => {
  test('is not changed on top of a state that its editor has not seen', async () => {
    const { id: client_id } = await newClient();
    const draft = await admin.invoice.create.mutate({ client_id, lines: [item] });
    const { id, version } = draft;
    const changed = await admin.invoice.update.mutate({ id, version, notes: 'first' });
    expect(changed.version).toBeGreaterThan(version);
    const stale = [
      () => admin.invoice.update.mutate({ id, version, notes: 'second' }),
      () => admin.invoice.setStatus.mutate({ id, version, status: 'sent' }),
      () => admin.invoice.delete.mutate({ id, version }),
    ];
    for (const attempt of stale)
      expect(await refusal(attempt())).toMatchObject({ error: 'Conflict', issues: [{ path: 'version' }] });
    const atOnce = await Promise.allSettled(
      ['a', 'b', 'c'].map((notes) => admin.invoice.update.mutate({ id, version: changed.version, notes })),
    );
    expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('once sent keeps its addresses and dates, and is not changed any more', async () => {
    const { id: client_id } = await newClient();
    await admin.clients.update.mutate({ id: client_id, city: 'Bonn' });
    const draft = await admin.invoice.create.mutate({ client_id, lines: [item] });
    const sent = await send(draft);
    expect(sent).toMatchObject({ status: 'sent', issue_date: TODAY });
    const { payment_days } = await admin.workspace.get.query();
    expect(Date.parse(sent.due_date ?? '') - Date.parse(TODAY)).toBe(payment_days * 86_400_000);
    await admin.clients.update.mutate({ id: client_id, city: 'Ulm' });
    expect((await admin.invoice.get.query({ id: sent.id })).recipient).toContain('Bonn');
    const attempts = [
      () => admin.invoice.update.mutate({ id: sent.id, notes: 'x' }),
      () => admin.invoice.delete.mutate({ id: sent.id }),
      () => send(sent),
    ];
    for (const attempt of attempts) expect((await refusal(attempt())).error).toBe('Conflict');
  });

  test('is not sent with a due date that has passed, nor with more than an invoice can hold', async () => {
    const { id: client_id } = await newClient();
    const { id } = await admin.invoice.create.mutate({ client_id, lines: [item] });
    await admin.invoice.update.mutate({ id, due_date: '2026-01-01' });
    expect(await refusal(admin.invoice.setStatus.mutate({ id, status: 'sent' }))).toMatchObject({
      error: 'Invalid parameter',
      issues: [{ path: 'due_date' }],
    });
    const huge = { ...item, quantity_hundredths: 100_000_000, unit_price_cents: 10_000_000_000 };
    expect(await refusal(admin.invoice.update.mutate({ id, lines: [huge] }))).toMatchObject({
      issues: [{ path: 'lines' }],
    });
  });
});

describe('statuses', () => {
  test('follow each other one way, and overdue comes only after the due date', async () => {
    const { id: client_id } = await newClient();
    const { id } = await send(await admin.invoice.create.mutate({ client_id, lines: [item] }));
    const to = (status: 'sent' | 'paid' | 'overdue' | 'cancelled') =>
      admin.invoice.setStatus.mutate({ id, status });
    expect((await refusal(to('overdue'))).message).toMatch(/not overdue yet/);
    await stack.db.em.fork().nativeUpdate(Invoice, { id }, { due_date: '2026-01-31' });
    expect(await to('overdue')).toMatchObject({ status: 'overdue', due_date: '2026-01-31' });
    expect(await to('paid')).toMatchObject({ status: 'paid' });
    for (const status of ['sent', 'overdue', 'cancelled'] as const)
      expect((await refusal(to(status))).error).toBe('Conflict');
  });

  test('filter the list, several at once, together with client, project and page', async () => {
    const about = await newProject();
    const { client_id } = about;
    const draft = await admin.invoice.create.mutate({ ...about, lines: [item] });
    const sent = await send(await admin.invoice.create.mutate({ client_id, lines: [item] }));
    const paid = await send(await admin.invoice.create.mutate({ client_id, lines: [item] }));
    await admin.invoice.setStatus.mutate({ id: paid.id, status: 'paid' });
    const ids = async (filter: Parameters<typeof admin.invoice.list.query>[0]) =>
      (await admin.invoice.list.query({ client_id, ...filter })).map(({ id }) => id);
    expect(await ids({})).toEqual([paid.id, sent.id, draft.id]);
    expect(await ids({ status: ['sent', 'draft'] })).toEqual([sent.id, draft.id]);
    expect(await ids({ project_id: about.project_id })).toEqual([draft.id]);
    expect(await ids({ project_id: about.project_id, status: ['paid'] })).toEqual([]);
    expect(await ids({ limit: 1 })).toEqual([paid.id]);
    expect(await ids({ limit: 2, cursor: paid.id })).toEqual([sent.id, draft.id]);
    const one = { currency: 'EUR', count: 1, total_cents: 595 };
    expect(await admin.invoice.totals.query({ client_id })).toEqual([
      { ...one, status: 'draft' },
      { ...one, status: 'paid' },
      { ...one, status: 'sent' },
    ]);
  });
});

describe('from the wrong side', () => {
  let seen: InvoiceDocument;
  let unseen: InvoiceDocument;
  let about: { client_id: number; project_id: number };

  beforeAll(async () => {
    about = await newProject();
    await work(about.project_id, 30);
    seen = await billAll(about);
    unseen = await admin.invoice.create.mutate({ client_id: about.client_id, lines: [item] });
  });

  test('members of the project look on; nobody else knows of the invoice', async () => {
    expect(await member.invoice.get.query({ id: seen.id })).toMatchObject({
      id: seen.id,
      total_cents: 5_355,
    });
    expect((await member.invoice.list.query({ client_id: about.client_id })).map(({ id }) => id)).toEqual([
      seen.id,
    ]);
    expect(await member.invoice.totals.query({ client_id: about.client_id })).toMatchObject([
      { count: 1, total_cents: 5_355 },
    ]);
    expect((await refusal(member.invoice.get.query({ id: unseen.id }))).error).toBe('Not found');
    for (const stranger of [neighbour, outsider]) {
      expect((await refusal(stranger.invoice.get.query({ id: seen.id }))).error).toBe('Not found');
      expect(await stranger.invoice.list.query({})).toEqual([]);
      expect(await stranger.invoice.totals.query({})).toEqual([]);
      expect((await refusal(stranger.clients.get.query({ id: about.client_id }))).error).toBe('Not found');
      expect(await stranger.clients.list.query()).toEqual([]);
    }
    expect(await member.clients.get.query({ id: about.client_id })).toMatchObject({ project_count: 1 });
  });

  test('only administrators change invoices, clients and the sender', async () => {
    const { id } = seen;
    for (const who of [member, neighbour, outsider]) {
      const attempts = [
        () => who.invoice.create.mutate(about),
        () => who.invoice.update.mutate({ id, notes: 'x' }),
        () => who.invoice.setStatus.mutate({ id, status: 'sent' }),
        () => who.invoice.delete.mutate({ id }),
        () => who.invoice.unbilledTime.query({ project_id: about.project_id }),
        () => who.clients.create.mutate({ name: 'Mine' }),
        () => who.clients.update.mutate({ id: about.client_id, name: 'Mine' }),
        () => who.clients.delete.mutate({ id: about.client_id }),
        () => who.workspace.update.mutate({ name: 'Mine' }),
      ];
      for (const attempt of attempts) expect((await refusal(attempt())).error).toBe('Forbidden');
    }
    expect(await admin.invoice.get.query({ id })).toEqual(seen);
  });

  test('whoever leaves the project sees its invoices no more', async () => {
    const project = await newProject();
    const { id } = await admin.invoice.create.mutate({ ...project, lines: [item] });
    await admin.project.removeMember.mutate({ project_id: project.project_id, user_id: memberId });
    expect((await refusal(member.invoice.get.query({ id }))).error).toBe('Not found');
  });

  test('a client with a project or an invoice stays', async () => {
    const { message } = await refusal(admin.clients.delete.mutate({ id: about.client_id }));
    expect(message).toMatch(/has 1 project and 2 invoices/);
    const { id } = await newClient();
    expect(await admin.clients.delete.mutate({ id })).toEqual({ id });
  });
});
