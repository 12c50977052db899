import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  Client,
  Comment,
  Invitation,
  Invoice,
  OutboxEvent,
  Project,
  ProjectMember,
  SavedView,
  Task,
  TimeEntry,
  User,
} from '../entities/index.ts';
import { type Database, type EntityManager, openDatabase } from '../orm.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { actingAs } from './actor.ts';

let testDatabase: TestDatabase;
let database: Database;
let serial = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(() => database.em.fork().nativeDelete(OutboxEvent, {}));

const asPerson = <Result>(user_id: number, work: () => Result) =>
  actingAs({ user_id, ip_address: null, user_agent: null }, work);
const actions = async () =>
  (await database.em.fork().find(OutboxEvent, {}, { orderBy: { id: 'asc' } })).map(
    ({ payload }) => `${payload.user_id} ${payload.action} ${payload.entity_type}`,
  );

/** One row of every kind, and how each is found. */
async function everything(em: EntityManager) {
  serial += 1;
  const user = em.create(User, {
    username: `u${serial}`,
    display_username: `u${serial}`,
    display_name: 'U',
    email: `u${serial}@example.com`,
  });
  const project = em.create(Project, { name: 'P' });
  const client = em.create(Client, { name: `C${serial}` });
  await em.flush();
  const about = { project_id: project.id, user_id: user.id };
  const task = em.create(Task, { name: 'T', project_id: project.id });
  await em.flush();
  const comment = em.create(Comment, { ...about, task_id: task.id, body: 'Hello' });
  const entry = em.create(TimeEntry, { ...about, started_at: new Date(0), ended_at: new Date(1_000) });
  const invoice = em.create(Invoice, {
    client_id: client.id,
    currency: 'EUR',
    tax_rate_basis_points: 0,
    lines: [],
    line_count: 0,
    subtotal_cents: 0,
    tax_cents: 0,
    total_cents: 0,
  });
  const view = em.create(SavedView, { user_id: user.id, name: 'V', filters: {}, shared: false });
  em.create(ProjectMember, about);
  em.create(Invitation, { user_id: user.id, token_hash: String(serial), expires_at: new Date() });
  await em.flush();
  return {
    comment: (unit: EntityManager) => unit.findOneOrFail(Comment, { id: comment.id }),
    entry: (unit: EntityManager) => unit.findOneOrFail(TimeEntry, { id: entry.id }),
    task: (unit: EntityManager) => unit.findOneOrFail(Task, { id: task.id }),
    member: (unit: EntityManager) => unit.findOneOrFail(ProjectMember, about),
    invitation: (unit: EntityManager) => unit.findOneOrFail(Invitation, { user_id: user.id }),
    view: (unit: EntityManager) => unit.findOneOrFail(SavedView, { id: view.id }),
    invoice: (unit: EntityManager) => unit.findOneOrFail(Invoice, { id: invoice.id }),
    client: (unit: EntityManager) => unit.findOneOrFail(Client, { id: client.id }),
    project: (unit: EntityManager) => unit.findOneOrFail(Project, { id: project.id }),
    user: (unit: EntityManager) => unit.findOneOrFail(User, { id: user.id }),
  };
}

const removed = {
  comment: ['deleted comment'],
  entry: ['deleted time_entry'],
  task: ['deleted task'],
  member: ['updated project'],
  invitation: ['updated user'],
  view: [],
  invoice: ['deleted invoice'],
  client: ['deleted client'],
  project: ['deleted project'],
  user: ['deleted user'],
};
const gone = expect.objectContaining({
  status: 'rejected',
  reason: expect.objectContaining({ kind: 'notFound' }),
});

describe('of two who delete the same at once', () => {
  test('one succeeds and leaves an activity; to the other it is not there any more', async () => {
    const rows = await asPerson(0, () => everything(database.em.fork()));
    for (const [name, find] of Object.entries(rows)) {
      // What refers to it goes first.
      if (name === 'task') await database.em.fork().nativeDelete(Comment, {});
      await database.em.fork().nativeDelete(OutboxEvent, {});
      const units = [database.em.fork(), database.em.fork()];
      const found = await Promise.all(units.map((unit): Promise<object> => find(unit)));
      const outcomes = await Promise.allSettled(
        units.map((unit, index) => asPerson(index + 1, async () => unit.remove(found[index] ?? {}).flush())),
      );
      expect(outcomes, name).toContainEqual(gone);
      const winner = outcomes.findIndex(({ status }) => status === 'fulfilled') + 1;
      const lines = removed[name as keyof typeof removed].map((line) => `${winner} ${line}`);
      expect(await actions(), name).toEqual(lines);
    }
  });

  test('one succeeds also within transactions, and with many rows in one flush', async () => {
    const { task } = await asPerson(0, () => everything(database.em.fork()));
    const { id, project_id } = await task(database.em.fork());
    await asPerson(0, async () => {
      const em = database.em.fork();
      for (let count = 0; count < 1_100; count += 1)
        em.create(Comment, { task_id: id, project_id, user_id: serial, body: 'x' });
      await em.flush();
    });
    await database.em.fork().nativeDelete(OutboxEvent, {});
    const clear = (person: number) =>
      asPerson(person, () =>
        database.em.fork().transactional(async (em) => {
          for (const comment of await em.find(Comment, { task_id: id })) em.remove(comment);
        }),
      );
    const outcomes = await Promise.allSettled([clear(1), clear(2)]);
    expect(outcomes).toContainEqual(gone);
    const all = await actions();
    expect(all).toHaveLength(1_101);
    expect(new Set(all).size).toBe(1);
  });
});

describe('a change of what was deleted meanwhile', () => {
  test.each(['comment', 'entry', 'invitation', 'view'] as const)('%s leaves nothing', async (name) => {
    const rows = await asPerson(0, () => everything(database.em.fork()));
    const unit = database.em.fork();
    const row: object = await rows[name](unit);
    await asPerson(1, async () => {
      const other = database.em.fork();
      await other.remove(await rows[name](other)).flush();
    });
    await database.em.fork().nativeDelete(OutboxEvent, {});
    const change = { comment: { body: 'y' }, entry: { notes: 'y' }, view: { name: 'y' } };
    Object.assign(row, name === 'invitation' ? { expires_at: new Date(5) } : change[name]);
    await expect(asPerson(2, () => unit.flush())).rejects.toMatchObject({ kind: 'notFound' });
    expect(await actions()).toEqual([]);
  });

  test('ends the whole unit of work, when it is one of many', async () => {
    const em = database.em.fork();
    const first = await asPerson(0, () => everything(em));
    const { project_id } = await first.task(em);
    await asPerson(0, async () => {
      for (const name of ['a', 'b', 'c']) em.create(Task, { name, project_id });
      await em.flush();
    });
    const unit = database.em.fork();
    const tasks = await unit.find(Task, { project_id, name: { $in: ['a', 'b', 'c'] } });
    await database.em.fork().nativeDelete(Task, { project_id, name: 'b' });
    await database.em.fork().nativeDelete(OutboxEvent, {});
    for (const task of tasks) task.status = 'done';
    await expect(asPerson(2, () => unit.flush())).rejects.toMatchObject({ kind: 'notFound' });
    expect(await database.em.fork().count(Task, { project_id, status: 'done' })).toBe(0);
    expect(await actions()).toEqual([]);
  });
});
