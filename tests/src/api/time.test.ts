import type { AppRouter } from '@timetracker/api/router';
import { actingAs, Invoice, systemActor, TimeEntry } from '@timetracker/db';
import type { Activity, ErrorBody } from '@timetracker/shared';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stack, signIn, startStack } from '../stack.ts';

type Client = ReturnType<typeof createTRPCClient<AppRouter>>;

let stack: Stack;
let admin: Client;
let member: Client;
let colleague: Client;
let ids: { admin: number; member: number; colleague: number; project: number };

const client = async (username: string): Promise<Client> => {
  const headers = { cookie: await signIn(stack.url, username), origin: stack.url };
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${stack.url}/api/trpc`, headers })] });
};

beforeAll(async () => {
  stack = await startStack('postgres');
  const [one, two, three] = await Promise.all([
    stack.createUser('ada.admin', 'admin'),
    stack.createUser('mia.member'),
    stack.createUser('cai.colleague'),
  ]);
  const project = await stack.createProject('New Website', [two.id, three.id]);
  ids = { admin: one.id, member: two.id, colleague: three.id, project };
  admin = await client('ada.admin');
  member = await client('mia.member');
  colleague = await client('cai.colleague');
});
afterAll(() => stack.stop());

/** What the API says to a refused call. */
async function refusal(call: Promise<unknown>): Promise<ErrorBody> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError) return error.data?.body;
    throw error;
  }
  throw new Error('the call was not refused');
}

const at = (time: string, day = '2026-01-05') => `${day}T${time}:00.000Z`;
const book = (who: Client, from: string, to: string, day?: string) =>
  who.timeEntry.create.mutate({
    project_id: ids.project,
    started_at: at(from, day),
    ended_at: at(to, day),
  });
/** Removes a person's entries past everything that is under test. */
const clear = (user_id: number) => stack.db.em.fork().nativeDelete(TimeEntry, { user_id });
const activitiesOf = async (id: number): Promise<Activity[]> =>
  (await admin.activity.list.query({ entity_type: ['time_entry'], entity_id: id })).activities;

describe('nobody is in two places', () => {
  test('an entry that overlaps another is refused with the times of the other, also as data', async () => {
    const first = await book(member, '09:00', '10:00');
    const body = await refusal(book(member, '09:30', '11:00'));
    expect(body).toMatchObject({
      error: 'Conflict',
      issues: [
        {
          path: 'started_at',
          message: `overlaps the time entry from ${at('09:00')} to ${at('10:00')}`,
          values: { id: first.id, started_at: at('09:00'), ended_at: at('10:00') },
        },
      ],
    });
    const next = await book(member, '10:00', '11:00');
    expect(await refusal(member.timeEntry.update.mutate({ id: next.id, started_at: at('09:59') }))).toEqual(
      expect.objectContaining({ error: 'Conflict' }),
    );
    await book(colleague, '09:30', '11:00');
    await Promise.all([clear(ids.member), clear(ids.colleague)]);
  });

  test('of entries that overlap and come at once, one is kept and the others say why not', async () => {
    for (let day = 1; day <= 5; day++) {
      const outcomes = await Promise.allSettled(
        [0, 10, 20, 30].map((minute) => book(member, `09:${minute || '00'}`, '10:00', `2026-02-0${day}`)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected')
          expect(outcome.reason.data.body).toMatchObject({
            error: 'Conflict',
            issues: [{ path: 'started_at', values: { ended_at: at('10:00', `2026-02-0${day}`) } }],
          });
    }
    await clear(ids.member);
  });

  test('the database itself refuses what would get past the check', async () => {
    const write = (started_at: string, ended_at: string) =>
      stack.db.em.execute(
        `insert into time_entries (user_id, project_id, started_at, ended_at) values (?, ?, ?, ?)`,
        [ids.member, ids.project, started_at, ended_at],
      );
    await write(at('09:00'), at('10:00'));
    await expect(write(at('09:59'), at('11:00'))).rejects.toThrow('time_entries_no_overlap');
    await clear(ids.member);
  });

  test('agrees with a plain model, whatever is created, moved and deleted in whatever order', async () => {
    const minute = fc.integer({ min: 0, max: 40 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('create' as const), from: minute, to: minute }),
      fc.record({ kind: fc.constant('update' as const), which: fc.nat(), from: minute, to: minute }),
      fc.record({ kind: fc.constant('delete' as const), which: fc.nat() }),
    );
    const moment = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 9, minutes)).toISOString();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        await clear(ids.member);
        const model = new Map<number, { from: number; to: number }>();
        const isFree = (from: number, to: number, self?: number) =>
          [...model].every(([id, other]) => id === self || to <= other.from || other.to <= from);
        const allowed = (from: number, to: number, self?: number) =>
          from >= to ? 'Invalid parameter' : isFree(from, to, self) ? undefined : 'Conflict';
        for (const step of steps) {
          const id = 'which' in step ? [...model.keys()][step.which % Math.max(model.size, 1)] : undefined;
          if (step.kind === 'delete') {
            if (id === undefined) continue;
            await member.timeEntry.delete.mutate({ id });
            model.delete(id);
            continue;
          }
          if (step.kind === 'update' && id === undefined) continue;
          const { from, to } = step;
          const times = { started_at: moment(from), ended_at: moment(to) };
          const call =
            id === undefined
              ? member.timeEntry.create.mutate({ project_id: ids.project, ...times })
              : member.timeEntry.update.mutate({ id, ...times });
          const same = id !== undefined && model.get(id)?.from === from && model.get(id)?.to === to;
          const expected = same ? undefined : allowed(from, to, id);
          if (expected === undefined) model.set((await call).id, { from, to });
          else expect((await refusal(call)).error).toBe(expected);
        }
        const kept = await member.timeEntry.list.query({ from: moment(0), to: moment(60) });
        expect(
          new Set(kept.map(({ id, started_at, ended_at }) => `${id} ${started_at} ${ended_at}`)),
        ).toEqual(new Set([...model].map(([id, { from, to }]) => `${id} ${moment(from)} ${moment(to)}`)));
      }),
      { numRuns: 25 },
    );
    await clear(ids.member);
  });
});

describe('a period', () => {
  const refused = async (started_at: string, ended_at: string) =>
    (await refusal(member.timeEntry.create.mutate({ project_id: ids.project, started_at, ended_at }))).issues;

  test('runs forwards, lies in the past and is no longer than a day', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(await refused(at('10:00'), at('09:00'))).toEqual([
      { path: 'ended_at', message: 'must be after started_at' },
    ]);
    expect(await refused(at('10:00'), at('10:00'))).toMatchObject([{ path: 'ended_at' }]);
    expect(await refused(at('10:00'), at('10:01', '2026-01-06'))).toMatchObject([{ path: 'ended_at' }]);
    expect(await refused(at('10:00'), tomorrow)).toMatchObject([
      { path: 'ended_at', message: 'must not be in the future' },
    ]);
    expect(await refused(tomorrow, tomorrow)).toMatchObject([{ path: 'started_at' }]);
  });

  test('across midnight and a change of the clocks lasts as long as it lasted', async () => {
    // Berlin put its clocks forward at 01:00 UTC on 29 March 2026: from 23:30 to 03:30 it was three hours.
    const entry = await member.timeEntry.create.mutate({
      project_id: ids.project,
      started_at: '2026-03-28T23:30:00+01:00',
      ended_at: '2026-03-29T03:30:00+02:00',
    });
    expect(Date.parse(entry.ended_at ?? '') - Date.parse(entry.started_at)).toBe(3 * 3_600_000);
    const of = async (from: string, to: string) =>
      (await member.timeEntry.list.query({ from, to })).map(({ id }) => id);
    expect(await of('2026-03-28T00:00:00+01:00', '2026-03-29T00:00:00+01:00')).toEqual([entry.id]);
    expect(await of('2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toEqual([entry.id]);
    expect(await of('2026-03-30T00:00:00+02:00', '2026-03-31T00:00:00+02:00')).toEqual([]);
    await clear(ids.member);
  });
});

describe('a running timer', () => {
  test('is stopped and followed by the next one in one step when asked, without a gap', async () => {
    const first = await member.timeEntry.start.mutate({ project_id: ids.project, notes: 'first' });
    expect(await refusal(member.timeEntry.start.mutate({ project_id: ids.project }))).toMatchObject({
      error: 'Conflict',
      issues: [{ path: 'stop_running' }],
    });
    const again = { project_id: ids.project, stop_running: true };
    const switches = await Promise.allSettled([1, 2].map(() => member.timeEntry.start.mutate(again)));
    expect(switches.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    await member.timeEntry.stop.mutate();
    const entries = (await member.timeEntry.list.query({})).toReversed();
    expect(entries[0]?.id).toBe(first.id);
    for (const [index, entry] of entries.slice(1).entries())
      expect(entry.started_at).toBe(entries[index]?.ended_at);
    await clear(ids.member);
  });

  test('stopped in two tabs at once is stopped once', async () => {
    await member.timeEntry.start.mutate({ project_id: ids.project });
    const stops = await Promise.allSettled([1, 2, 3].map(() => member.timeEntry.stop.mutate()));
    expect(stops.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const stop of stops)
      if (stop.status === 'rejected') expect(stop.reason.message).toBe('No timer is running');
    await clear(ids.member);
  });

  test('keeps manual entries out of its time, and may begin earlier where nothing is', async () => {
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    const twoHoursAgo = new Date(Date.now() - 7_200_000).toISOString();
    await member.timeEntry.create.mutate({
      project_id: ids.project,
      started_at: twoHoursAgo,
      ended_at: hourAgo,
    });
    const timer = await member.timeEntry.start.mutate({ project_id: ids.project });
    const { id } = timer;
    expect(await refusal(member.timeEntry.update.mutate({ id, started_at: twoHoursAgo }))).toMatchObject({
      error: 'Conflict',
    });
    expect(await member.timeEntry.update.mutate({ id, started_at: hourAgo })).toMatchObject({
      started_at: hourAgo,
      ended_at: null,
    });
    const halfAnHour = new Date(Date.now() - 1_800_000).toISOString();
    const inside = { project_id: ids.project, started_at: halfAnHour, ended_at: new Date().toISOString() };
    expect((await refusal(member.timeEntry.create.mutate(inside))).issues).toMatchObject([
      { path: 'started_at', values: { id, ended_at: null } },
    ]);
    const ended = await member.timeEntry.update.mutate({ id, ended_at: halfAnHour });
    expect(ended.ended_at).toBe(halfAnHour);
    expect(await member.timeEntry.running.query()).toBeNull();
    await expect
      .poll(async () => (await activitiesOf(id)).map(({ action }) => action))
      .toEqual(['stopped', 'updated', 'started']);
    await clear(ids.member);
  });

  test('of somebody who is deactivated ends with their access', async () => {
    const leaver = await stack.createUser('lea.leaver');
    await stack.addMember(ids.project, leaver.id);
    const { id } = await (await client('lea.leaver')).timeEntry.start.mutate({ project_id: ids.project });
    await admin.user.deactivate.mutate({ id: leaver.id });
    const [entry] = await admin.timeEntry.list.query({ user_id: leaver.id });
    expect(entry).toMatchObject({ id, ended_at: expect.any(String) });
    await expect
      .poll(async () => (await activitiesOf(id)).map((one) => `${one.display_name}: ${one.action}`))
      .toEqual(['Ada Admin: stopped', 'Lea Leaver: started']);
  });
});

describe('an entry', () => {
  test('of somebody else is neither read nor changed nor told apart from none', async () => {
    const { id } = await book(member, '09:00', '10:00');
    expect(await refusal(colleague.timeEntry.list.query({ user_id: ids.member }))).toMatchObject({
      error: 'Forbidden',
    });
    for (const attempt of [
      () => colleague.timeEntry.get.query({ id }),
      () => colleague.timeEntry.update.mutate({ id, notes: 'mine' }),
      () => colleague.timeEntry.delete.mutate({ id }),
    ])
      expect(await refusal(attempt())).toEqual({
        error: 'Not found',
        message: `There is no time entry ${id}`,
      });
    expect((await admin.timeEntry.list.query({ user_id: ids.member })).map((entry) => entry.id)).toEqual([
      id,
    ]);
    expect(await admin.timeEntry.get.query({ id })).toEqual(await member.timeEntry.get.query({ id }));
    await clear(ids.member);
  });

  test('changed by an administrator stays its person’s, and where that person may work', async () => {
    const { id, version } = await book(member, '09:00', '10:00');
    const elsewhere = await stack.createProject('Not for Mia');
    const edited = await admin.timeEntry.update.mutate({ id, version, notes: 'as agreed' });
    expect(edited).toMatchObject({ user_id: ids.member, notes: 'as agreed', version: version + 1 });
    expect((await refusal(admin.timeEntry.update.mutate({ id, project_id: elsewhere }))).issues).toEqual([
      { path: 'project_id', message: 'is not a project that Mia Member works in' },
    ]);
    expect(await refusal(member.timeEntry.update.mutate({ id, version, notes: 'mine' }))).toMatchObject({
      error: 'Conflict',
      issues: [{ path: 'version' }],
    });
    await expect
      .poll(async () => (await activitiesOf(id)).map((one) => `${one.display_name}: ${one.action}`))
      .toEqual(['Ada Admin: updated', 'Mia Member: created']);
    await clear(ids.member);
  });

  test('of a project that was archived can be mended and deleted, but nothing new is booked there', async () => {
    const project_id = await stack.createProject('Closing', [ids.member]);
    const times = { started_at: at('09:00'), ended_at: at('10:00') };
    const { id } = await member.timeEntry.create.mutate({ project_id, ...times });
    const other = await book(member, '10:00', '11:00');
    await member.project.archive.mutate({ id: project_id });
    expect(await member.timeEntry.update.mutate({ id, notes: 'corrected' })).toMatchObject({ project_id });
    expect(await refusal(member.timeEntry.update.mutate({ id: other.id, project_id }))).toMatchObject({
      error: 'Conflict',
      message: 'Project "Closing" is archived',
    });
    await member.timeEntry.delete.mutate({ id });
    await clear(ids.member);
  });

  test('that ran for longer than a day can get its note mended, but no such times', async () => {
    const { id } = await book(member, '09:00', '10:00');
    await stack.db.em.execute(`update time_entries set ended_at = ? where id = ?`, [
      at('10:00', '2026-01-07'),
      id,
    ]);
    expect(await member.timeEntry.update.mutate({ id, notes: 'forgotten' })).toMatchObject({
      notes: 'forgotten',
    });
    expect(
      await refusal(member.timeEntry.update.mutate({ id, ended_at: at('11:00', '2026-01-07') })),
    ).toMatchObject({ error: 'Invalid parameter' });
    await clear(ids.member);
  });

  test('that an invoice bills stays as it is', async () => {
    const { id } = await book(member, '09:00', '10:00');
    const { id: client_id } = await admin.clients.create.mutate({ name: 'Acme' });
    const { id: invoice_id } = await admin.invoice.create.mutate({ client_id });
    await actingAs(systemActor, async () => {
      const em = stack.db.em.fork();
      await em.findOneOrFail(Invoice, invoice_id);
      (await em.findOneOrFail(TimeEntry, id)).invoice_id = invoice_id;
      await em.flush();
    });
    for (const attempt of [
      () => member.timeEntry.update.mutate({ id, notes: 'x' }),
      () => member.timeEntry.delete.mutate({ id }),
      () => admin.timeEntry.delete.mutate({ id }),
    ])
      expect(await refusal(attempt())).toMatchObject({
        error: 'Conflict',
        message: expect.stringContaining('is on invoice'),
      });
    expect((await member.timeEntry.list.query({}))[0]).toMatchObject({ id, invoice_id });
  });
});
