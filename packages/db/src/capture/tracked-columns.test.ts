import { type ActivityEvent, type Changes, entityDefinition, type FieldChange } from '@timetracker/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  Client,
  Comment,
  Invitation,
  Invoice,
  OutboxEvent,
  Project,
  ProjectMember,
  Task,
  TimeEntry,
  User,
  Workspace,
} from '../entities/index.ts';
import { type Database, type EntityManager, openDatabase } from '../orm.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { actingAs, systemActor } from './actor.ts';
import { capturedEntities } from './captured-entities.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  await inUnit(addRows);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
const forgetEvents = () => database.em.fork().nativeDelete(OutboxEvent, {});
beforeEach(forgetEvents);

const inUnit = <Result>(work: (em: EntityManager) => Promise<Result>) =>
  actingAs(systemActor, () => work(database.em.fork()));
const captured = async (): Promise<ActivityEvent[]> =>
  (await database.em.fork().find(OutboxEvent, {}, { orderBy: { id: 'asc' } })).map((row) => row.payload);

const [AUTUMN, WINTER] = [new Date('2026-10-30T09:15:00.123Z'), new Date('2026-10-30T09:30:00.000Z')];

/** Everything has the number 1, and what is referred to the number 2 as well; no field is empty. */
async function addRows(em: EntityManager): Promise<void> {
  for (const name of ['Ann', 'Bob'])
    em.create(User, {
      username: name.toLowerCase(),
      display_username: name,
      display_name: name,
      email: `${name.toLowerCase()}@example.com`,
      deactivated_at: AUTUMN,
    });
  for (const name of ['Acme', 'Bolt'])
    em.create(Client, {
      name,
      contact_name: 'Kim',
      email: 'kim@example.com',
      phone: '1',
      street: 'Main St',
      postal_code: '01067',
      city: 'Dresden',
      country: 'Germany',
      tax_id: '9',
      notes: 'Note',
    });
  await em.flush();
  for (const name of ['Shop', 'Site'])
    em.create(Project, {
      name,
      description: 'D',
      client_id: 1,
      hourly_rate_cents: 9_000,
      archived_at: AUTUMN,
    });
  await em.flush();
  const task = { description: 'D', assignee_id: 1, due_date: '2026-11-01' };
  for (const name of ['Logo', 'Menu']) em.create(Task, { project_id: 1, name, ...task });
  em.create(Invoice, {
    number: '2026-0001',
    client_id: 1,
    project_id: 1,
    currency: 'EUR',
    issue_date: '2026-10-01',
    due_date: '2026-10-15',
    tax_rate_basis_points: 1_900,
    lines: [
      { kind: 'item', description: 'Domain', quantity_hundredths: 100, unit_price_cents: 28_263 },
      { kind: 'time', description: 'Logo', task_id: 1, minutes: 0, unit_price_cents: 9_000, entry_ids: [1] },
    ],
    line_count: 1,
    subtotal_cents: 28_263,
    tax_cents: 0,
    total_cents: 28_263,
    notes: 'Thanks',
  });
  em.assign(await em.findOneOrFail(Workspace, { only: true }), {
    name: 'Studio',
    address: 'Main St',
    email: 'studio@example.com',
    tax_id: '9',
    payment_details: 'IBAN 1',
    currency: 'EUR',
    tax_rate_basis_points: 1_900,
    payment_days: 14,
    time_zone: 'UTC',
  });
  await em.flush();
  em.create(Comment, { task_id: 1, project_id: 1, user_id: 1, body: 'Round' });
  em.create(TimeEntry, {
    user_id: 1,
    project_id: 1,
    task_id: 1,
    notes: 'Call',
    started_at: AUTUMN,
    ended_at: WINTER,
  });
  await em.flush();
}

type Tracked =
  | typeof Client
  | typeof Project
  | typeof Task
  | typeof TimeEntry
  | typeof Invoice
  | typeof User
  | typeof Comment
  | typeof Workspace;
/** Field → what it holds and what it is changed to, in the type of its column; `names`: what these are called. */
type Columns = Record<string, Column>;
interface Column {
  from: unknown;
  to: unknown;
  names?: [string, string];
  nullable?: true;
  /** What is told of the two values, where it is not the value itself. */
  told?: [unknown, unknown];
  /** What else has to change with it, as the table demands, and is not tracked: for each of the two values. */
  along?: [object, object];
}
const text = (from: string) => ({ from, to: `${from}.more` });

const itemLine = (description: string, quantity_hundredths: number) => ({
  kind: 'item',
  description,
  quantity_hundredths,
  unit_price_cents: 28_263,
});
const timeLine = (entry_ids: number[]) => ({
  kind: 'time',
  description: 'Logo',
  task_id: 1,
  minutes: 0,
  unit_price_cents: 9_000,
  entry_ids,
});

const tables: { entity: Tracked; columns: Columns }[] = [
  {
    entity: Client,
    columns: {
      name: text('Acme'),
      contact_name: text('Kim'),
      email: text('kim@example.com'),
      phone: { from: '1', to: '01' },
      street: text('Main St'),
      postal_code: { from: '01067', to: '1067' },
      city: text('Dresden'),
      country: text('Germany'),
      tax_id: { from: '9', to: '9.0' },
      currency: { from: 'EUR', to: 'JPY' },
      notes: text('Note'),
    },
  },
  {
    entity: Project,
    columns: {
      name: text('Shop'),
      description: text('D'),
      client_id: { from: 1, to: 2, names: ['Acme', 'Bolt'], nullable: true },
      color: { from: 'blue', to: 'red' },
      hourly_rate_cents: { from: 9_000, to: 10_000_000_000, nullable: true },
      archived_at: { from: AUTUMN, to: WINTER, nullable: true },
    },
  },
  {
    entity: Task,
    columns: {
      name: text('Logo'),
      description: text('D'),
      status: { from: 'todo', to: 'done' },
      priority: { from: 'normal', to: 'urgent' },
      assignee_id: { from: 1, to: 2, names: ['Ann', 'Bob'], nullable: true },
      due_date: { from: '2026-11-01', to: '2026-12-31', nullable: true },
      project_id: { from: 1, to: 2, names: ['Shop', 'Site'] },
    },
  },
  {
    entity: TimeEntry,
    columns: {
      project_id: { from: 1, to: 2, names: ['Shop', 'Site'] },
      task_id: { from: 1, to: 2, names: ['Logo', 'Menu'], nullable: true },
      notes: text('Call'),
      started_at: { from: AUTUMN, to: new Date('2026-10-30T09:15:00.124Z') },
      ended_at: { from: WINTER, to: new Date('2026-10-30T09:31:00.999Z'), nullable: true },
    },
  },
  {
    entity: Invoice,
    columns: {
      number: { from: '2026-0001', to: '2026-0002', nullable: true },
      client_id: { from: 1, to: 2, names: ['Acme', 'Bolt'] },
      project_id: { from: 1, to: 2, names: ['Shop', 'Site'], nullable: true },
      status: { from: 'draft', to: 'sent' },
      issue_date: { from: '2026-10-01', to: '2026-10-02', nullable: true },
      due_date: { from: '2026-10-15', to: '2026-10-16', nullable: true },
      currency: { from: 'EUR', to: 'KWD' },
      tax_rate_basis_points: { from: 1_900, to: 700 },
      total_cents: {
        from: 28_263,
        to: 10_000_000_000_000,
        along: [{ subtotal_cents: 28_263 }, { subtotal_cents: 10_000_000_000_000 }],
      },
      lines: {
        from: [itemLine('Domain', 100), timeLine([1])],
        to: [itemLine('Domain', 100), itemLine('Hosting', 50), timeLine([1])],
        told: [[], [{ position: 2, ...itemLine('Hosting', 50) }]],
      },
      line_count: { from: 1, to: 2 },
      notes: text('Thanks'),
    },
  },
  {
    entity: User,
    columns: {
      username: text('ann'),
      email: text('ann@example.com'),
      display_name: text('Ann'),
      role: { from: 'member', to: 'admin' },
      deactivated_at: { from: AUTUMN, to: WINTER, nullable: true },
    },
  },
  { entity: Comment, columns: { body: text('Round') } },
  {
    entity: Workspace,
    columns: {
      name: text('Studio'),
      address: text('Main St'),
      email: text('studio@example.com'),
      tax_id: { from: '9', to: '9.0' },
      payment_details: text('IBAN 1'),
      currency: { from: 'EUR', to: 'JPY' },
      tax_rate_basis_points: { from: 1_900, to: 700 },
      payment_days: { from: 14, to: 30 },
      time_zone: { from: 'UTC', to: 'Europe/Berlin' },
    },
  },
];

/** Fields in which a whole shows its parts: they are no columns of it. */
const parts: Record<string, string> = {
  ProjectMember: 'members',
  Comment: 'comments',
  Invitation: 'invitation',
};

test('every tracked column of every entity is in the table', () => {
  const listed = new Map<string, string[]>();
  for (const { entity, columns } of tables) {
    const [own] = (capturedEntities.get(entity.meta.className) ?? []).filter(({ part_of }) => !part_of);
    const type = own?.type ?? '';
    listed.set(type, Object.keys(columns));
    for (const field of Object.keys(columns)) expect(entity.meta.properties, field).toHaveProperty(field);
  }
  for (const [name, entries] of capturedEntities)
    for (const { type, part_of } of entries) {
      if (part_of) expect(part_of.field).toBe(parts[name]);
      const columns = entityDefinition(type).tracked.filter((field) => !Object.values(parts).includes(field));
      expect([...(listed.get(type) ?? [])].sort(), type).toEqual([...columns].sort());
    }
});

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The changes that all events tell of together: each of the two projects of a move tells its half. */
function together(events: readonly ActivityEvent[]): Changes {
  const all: Changes = {};
  for (const { extra_data } of events)
    for (const [field, change] of Object.entries(extra_data['changes'] as unknown as Changes)) {
      const before: Partial<FieldChange> = all[field] ?? {};
      all[field] = { ...before, ...change, before: before.before ?? change.before, after: change.after };
    }
  return all;
}

const cases = tables.flatMap(({ entity, columns }) =>
  Object.entries(columns).map(([field, column]) => [entity.meta.className, field, entity, column] as const),
);

type Case = (typeof cases)[number];
const load = (em: EntityManager, entity: Case[2]) =>
  entity === Workspace
    ? em.findOneOrFail(Workspace, { only: true })
    : em.findOneOrFail(entity as typeof Client, { id: 1 });

/** Changes fields of an entity. @returns what is told of it */
async function changesOf(em: EntityManager, row: object, values: object): Promise<Changes> {
  await forgetEvents();
  em.assign(row, values);
  await em.flush();
  return together(await captured());
}

const change = (field: string, before: unknown, after: unknown, names: (string | undefined)[] = []) => ({
  [field]: {
    before: json(before),
    after: json(after),
    ...(names[0] && { before_name: names[0] }),
    ...(names[1] && { after_name: names[1] }),
  },
});

describe.each(cases)(
  '%s.%s',
  (_name, field, entity, { from, to, names, told = [from, to], along = [{}, {}] }) => {
    test('is told in its type when it changes, and no other field is', async () => {
      await inUnit(async (em) => {
        const row = await load(em, entity);
        const there = await changesOf(em, row, { ...along[1], [field]: to });
        expect(there).toEqual(change(field, ...told, names));
        // The unit of work has another picture of what it has written than of what it has loaded.
        const back = await changesOf(em, row, { ...along[0], [field]: from });
        expect(back).toEqual(change(field, told[1], told[0], names?.toReversed()));
      });
    });

    test('leaves no trace when it is set to what it is', async () => {
      await inUnit(async (em) => {
        const same = from instanceof Date ? new Date(from) : from;
        expect(await changesOf(em, await load(em, entity), { [field]: same })).toEqual({});
      });
    });
  },
);

const nullable = cases.filter(([, , , column]) => column.nullable);
test.each(nullable)('%s.%s is told when it is emptied and filled', async (_name, field, entity, column) => {
  const { from, names } = column;
  await inUnit(async (em) => {
    const emptied = await changesOf(em, await load(em, entity), { [field]: null });
    expect(emptied).toEqual(change(field, from, null, [names?.[0]]));
  });
  await inUnit(async (em) => {
    const filled = await changesOf(em, await load(em, entity), { [field]: from });
    expect(filled).toEqual(change(field, null, from, [undefined, names?.[0]]));
  });
});

test('what is deleted is told as it was stored, not as somebody was about to change it', async () => {
  await inUnit(async (em) => {
    const project = em.create(Project, { name: 'Stored', hourly_rate_cents: 5 });
    await em.flush();
    await forgetEvents();
    const other = em.fork();
    const loaded = await other.findOneOrFail(Project, { id: project.id });
    loaded.name = 'Never written';
    loaded.hourly_rate_cents = 7;
    other.remove(loaded);
    await other.flush();
  });
  const [deleted] = await captured();
  expect(deleted).toMatchObject({ entity_name: 'Stored', description: 'Deleted project "Stored"' });
  expect(deleted?.extra_data['changes']).toMatchObject({
    name: { before: 'Stored', after: null },
    hourly_rate_cents: { before: 5, after: null },
  });
});

test('what is created is told in the types of its columns', async () => {
  await inUnit(async (em) => {
    em.create(Project, { name: 'New', hourly_rate_cents: 9_000, client_id: 1, archived_at: AUTUMN });
    await em.flush();
  });
  expect((await captured())[0]?.extra_data['changes']).toMatchObject({
    hourly_rate_cents: { before: null, after: 9_000 },
    client_id: { before: null, after: 1, after_name: 'Acme' },
    archived_at: { before: null, after: AUTUMN.toISOString() },
  });
});

describe('ids are known where they are told, and have their names beside them', () => {
  test('a comment, of its task', async () => {
    const id = await inUnit(async (em) => {
      const comment = em.create(Comment, { task_id: 1, project_id: 1, user_id: 1, body: 'Blue' });
      await em.flush();
      return comment.id;
    });
    const commented = (await captured()).find(({ action }) => action === 'commented');
    expect(commented).toMatchObject({ entity_type: 'task', entity_id: 1, project_id: 1 });
    expect(commented?.extra_data['changes']).toEqual({ comments: { before: null, after: id } });
  });

  test('a comment that is changed again before it is committed is told as it was written first', async () => {
    await inUnit((em) =>
      em.transactional(async (tx) => {
        const comment = tx.create(Comment, { task_id: 1, project_id: 1, user_id: 1, body: 'First' });
        await tx.flush();
        comment.body = 'Second';
        await tx.flush();
      }),
    );
    const told = (await captured()).filter(({ entity_type }) => entity_type === 'comment');
    expect(told.map(({ extra_data }) => extra_data['changes'])).toEqual([
      { body: { before: null, after: 'First' } },
      { body: { before: 'First', after: 'Second' } },
    ]);
  });

  test('a member, of the project', async () => {
    await inUnit(async (em) => {
      const membership = em.create(ProjectMember, { project_id: 1, user_id: 2 });
      await em.flush();
      em.remove(membership);
      await em.flush();
    });
    expect((await captured()).map(({ extra_data }) => extra_data['changes'])).toEqual([
      { members: { before: null, after: 2, after_name: 'Bob' } },
      { members: { before: 2, after: null, before_name: 'Bob' } },
    ]);
  });

  test('the project of a new task, and everything that a new invoice refers to', async () => {
    await inUnit(async (em) => {
      em.create(Task, { project_id: 1, name: 'Footer' });
      const sums = { line_count: 0, subtotal_cents: 0, tax_cents: 0, total_cents: 0 };
      const terms = { currency: 'EUR', tax_rate_basis_points: 0, lines: [], ...sums };
      em.create(Invoice, { client_id: 1, project_id: 2, ...terms });
      await em.flush();
    });
    const [task, invoice] = (await captured()).map(({ extra_data }) => extra_data['changes']);
    expect(task).toMatchObject({ project_id: { after: 1, after_name: 'Shop' } });
    expect(invoice).toMatchObject({
      client_id: { after: 1, after_name: 'Acme' },
      project_id: { after: 2, after_name: 'Site' },
    });
  });

  test('what nobody knows a name of has none: a membership that outlived its project', async () => {
    await inUnit(async (em) => {
      await em.insert(ProjectMember, { project_id: 999, user_id: 2, created_at: new Date() });
      em.remove(await em.findOneOrFail(ProjectMember, { project_id: 999 }));
      await em.flush();
    });
    expect((await captured())[0]).toMatchObject({
      entity_name: null,
      description: 'Removed Bob from a project',
    });
  });

  test('an invitation is told with its dates in one form, before and after', async () => {
    await inUnit(async (em) => {
      const invitation = em.create(Invitation, { user_id: 2, token_hash: 'a', expires_at: AUTUMN });
      await em.flush();
      await forgetEvents();
      em.assign(invitation, { expires_at: WINTER });
      await em.flush();
    });
    expect((await captured())[0]?.extra_data['changes']).toEqual({
      invitation: { before: AUTUMN.toISOString(), after: WINTER.toISOString() },
    });
  });
});

test('an excerpt is cut between characters as people see them', async () => {
  const family = '👨‍👩‍👧‍👦';
  await inUnit(async (em) => {
    em.create(Comment, { task_id: 1, project_id: 1, user_id: 1, body: `x${family.repeat(30)}` });
    await em.flush();
  });
  const excerpts = (await captured()).map(({ extra_data }) => extra_data['excerpt']);
  expect(excerpts).toEqual(Array(2).fill(`x${family.repeat(28)}…`));
});
