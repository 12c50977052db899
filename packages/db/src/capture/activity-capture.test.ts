import { type ActivityEvent, entityTypes } from '@timetracker/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  Client,
  Comment,
  entities,
  Invitation,
  Invoice,
  OutboxEvent,
  Project,
  ProjectMember,
  Task,
  TimeEntry,
  User,
} from '../entities/index.ts';
import { type Database, type EntityManager, openDatabase } from '../orm.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { actingAs, atTimeOf } from './actor.ts';
import { capturedEntities, uncapturedEntities } from './captured-entities.ts';

let testDatabase: TestDatabase;
let database: Database;
const actor = { user_id: 1, ip_address: '192.0.2.7', user_agent: 'test' };

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(() => database.em.fork().nativeDelete(OutboxEvent, {}));

const captured = async (): Promise<ActivityEvent[]> =>
  (await database.em.fork().find(OutboxEvent, {}, { orderBy: { id: 'asc' } })).map((row) => row.payload);
const inUnit = <Result>(work: (em: EntityManager) => Promise<Result>) =>
  actingAs(actor, () => work(database.em.fork()));
const lines = (events: ActivityEvent[]) => events.map((event) => `${event.action} ${event.entity_type}`);
let serial = 0;
const newUser = (em: EntityManager) => {
  serial += 1;
  const username = `user${serial}`;
  return em.create(User, {
    username,
    display_username: username,
    display_name: `User ${serial}`,
    email: `${username}@example.com`,
  });
};

describe('what people do becomes an event of the same transaction', () => {
  test('a project is created, renamed, archived, unarchived and deleted', async () => {
    await inUnit(async (em) => {
      const project = em.create(Project, { name: 'New Website' });
      await em.flush();
      project.name = 'Website';
      await em.flush();
      project.archived_at = new Date('2026-01-02T03:04:05.678Z');
      await em.flush();
      project.archived_at = null;
      await em.flush();
      em.remove(project);
      await em.flush();
    });
    const events = await captured();
    expect(events.map((event) => event.description)).toEqual([
      'Created project "New Website"',
      'Updated project "Website"',
      'Archived project "Website"',
      'Unarchived project "Website"',
      'Deleted project "Website"',
    ]);
    expect(events[1]?.extra_data).toEqual({ changes: { name: { before: 'New Website', after: 'Website' } } });
    expect(events[2]?.extra_data).toEqual({
      changes: { archived_at: { before: null, after: '2026-01-02T03:04:05.678Z' } },
    });
    expect(events[4]).toMatchObject({ ...actor, entity_name: 'Website', source: 'app' });
    expect(events[4]?.project_id).toBe(events[4]?.entity_id);
  });

  test('a task changes status, is completed, assigned and deleted', async () => {
    await inUnit(async (em) => {
      const person = newUser(em);
      const project = em.create(Project, { name: 'P' });
      await em.flush();
      const task = em.create(Task, { project_id: project.id, name: 'Logo' });
      await em.flush();
      task.status = 'review';
      await em.flush();
      task.status = 'done';
      await em.flush();
      task.assignee_id = person.id;
      await em.flush();
      task.description = 'round';
      await em.flush();
      em.remove(task);
      await em.flush();
    });
    const events = (await captured()).filter((event) => event.entity_type === 'task');
    expect(lines(events)).toEqual([
      'created task',
      'status_changed task',
      'completed task',
      'assigned task',
      'updated task',
      'deleted task',
    ]);
    expect(events[1]?.extra_data).toMatchObject({ old_status: 'todo', new_status: 'review' });
    expect(events[1]?.description).toBe('Changed the status of task "Logo" from To do to Review');
    expect(events[3]?.description).toBe(`Assigned task "Logo" to User ${serial}`);
  });

  test('a timer is started and stopped; a manual entry is created, edited and deleted', async () => {
    await inUnit(async (em) => {
      const person = newUser(em);
      const project = em.create(Project, { name: 'Site' });
      await em.flush();
      const started_at = new Date('2026-02-03T08:00:00Z');
      const timer = em.create(TimeEntry, {
        user_id: person.id,
        project_id: project.id,
        started_at,
        ended_at: null,
      });
      await em.flush();
      timer.ended_at = new Date('2026-02-03T08:01:30Z');
      await em.flush();
      timer.notes = 'call';
      await em.flush();
      timer.ended_at = new Date('2026-02-03T08:01:00Z');
      await em.flush();
      em.create(TimeEntry, {
        user_id: person.id,
        project_id: project.id,
        started_at: new Date('2026-02-03T08:02:00Z'),
        ended_at: new Date('2026-02-03T09:00:00Z'),
      });
      await em.flush();
      em.remove(timer);
      await em.flush();
    });
    const events = (await captured()).filter((event) => event.entity_type === 'time_entry');
    expect(lines(events)).toEqual([
      'started time_entry',
      'stopped time_entry',
      'updated time_entry',
      'updated time_entry',
      'created time_entry',
      'deleted time_entry',
    ]);
    expect(events[1]).toMatchObject({
      description: 'Stopped timer on "Site"',
      extra_data: { duration_seconds: 90 },
    });
  });

  test('what is deleted together keeps its names', async () => {
    await inUnit(async (em) => {
      const person = newUser(em);
      const project = em.create(Project, { name: 'Site' });
      await em.flush();
      const task = em.create(Task, { project_id: project.id, name: 'Logo' });
      await em.flush();
      const period = {
        started_at: new Date('2026-02-03T08:00:00Z'),
        ended_at: new Date('2026-02-03T09:00:00Z'),
      };
      const parts = { user_id: person.id, project_id: project.id, ...period };
      const later = { started_at: period.ended_at, ended_at: new Date('2026-02-03T10:00:00Z') };
      const entries = [
        em.create(TimeEntry, { ...parts, task_id: task.id }),
        em.create(TimeEntry, { ...parts, ...later }),
      ];
      await em.flush();
      await database.em.fork().nativeDelete(OutboxEvent, {});
      await em.fork().transactional(async (tx) => {
        for (const { id } of entries) tx.remove(await tx.findOneOrFail(TimeEntry, { id }));
        await tx.flush();
        tx.remove(await tx.findOneOrFail(Task, { id: task.id }));
        await tx.flush();
        tx.remove(await tx.findOneOrFail(Project, { id: project.id }));
      });
    });
    expect((await captured()).map((event) => event.description)).toEqual([
      'Deleted time entry "Logo"',
      'Deleted time entry "Site"',
      'Deleted task "Logo"',
      'Deleted project "Site"',
    ]);
  });

  test('a user is created and updated, a member comes and goes', async () => {
    await inUnit(async (em) => {
      const person = newUser(em);
      const project = em.create(Project, { name: 'P' });
      await em.flush();
      person.role = 'admin';
      await em.flush();
      const membership = em.create(ProjectMember, { project_id: project.id, user_id: person.id });
      await em.flush();
      em.remove(membership);
      await em.flush();
    });
    const events = await captured();
    expect(lines(events)).toEqual([
      'created user',
      'created project',
      'updated user',
      'updated project',
      'updated project',
    ]);
    expect(events[3]?.extra_data).toMatchObject({ member_added: `User ${serial}` });
    expect(events[4]?.extra_data).toMatchObject({ member_removed: `User ${serial}` });
  });
});

describe('the rest of the tracker', () => {
  test('an invitation is the creation of the account; that it is renewed and accepted is said of the account', async () => {
    const [first, second] = [new Date('2026-12-01T00:00:00.000Z'), new Date('2026-12-02T00:00:00.000Z')];
    await inUnit(async (em) => {
      const person = newUser(em);
      await em.flush();
      em.create(Invitation, { user_id: person.id, token_hash: 'one', expires_at: first });
      await em.flush();
    });
    await inUnit(async (em) => {
      const invitation = await em.findOneOrFail(Invitation, { token_hash: 'one' });
      em.assign(invitation, { token_hash: 'two', expires_at: second });
      await em.flush();
      em.remove(invitation);
      await em.flush();
    });
    const events = await captured();
    expect(events.map((event) => event.description)).toEqual([
      `Created user "User ${serial}"`,
      `Renewed the invitation of user "User ${serial}"`,
      `Accepted the invitation of user "User ${serial}"`,
    ]);
    expect(events[1]?.extra_data['changes']).toEqual({
      invitation: { before: first.toISOString(), after: second.toISOString() },
    });
    expect(JSON.stringify(events)).not.toMatch(/"(one|two)"/);
  });

  test('a comment is said of its task, and has a history of its own', async () => {
    await inUnit(async (em) => {
      const person = newUser(em);
      const project = em.create(Project, { name: 'P' });
      await em.flush();
      const task = em.create(Task, { project_id: project.id, name: 'Logo' });
      await em.flush();
      const comment = em.create(Comment, {
        task_id: task.id,
        project_id: project.id,
        user_id: person.id,
        body: 'Rounder, please',
      });
      await em.flush();
      comment.body = 'Rounder, and blue';
      await em.flush();
      em.remove(comment);
      await em.flush();
    });
    const events = (await captured()).slice(3);
    expect(events.map((event) => event.description)).toEqual([
      'Wrote a comment on task "Logo"',
      'Commented on task "Logo"',
      'Updated a comment on task "Logo"',
      'Deleted a comment on task "Logo"',
    ]);
    expect(events[1]).toMatchObject({ action: 'commented', entity_type: 'task' });
    expect(events[1]?.extra_data).toMatchObject({ excerpt: 'Rounder, please' });
    expect(events[2]?.extra_data).toMatchObject({
      changes: { body: { before: 'Rounder, please', after: 'Rounder, and blue' } },
    });
  });

  test('a client and an invoice: created, updated, sent, paid', async () => {
    await inUnit(async (em) => {
      const client = em.create(Client, { name: 'ACME' });
      await em.flush();
      client.city = 'Vienna';
      await em.flush();
      const invoice = em.create(Invoice, {
        client_id: client.id,
        currency: 'EUR',
        tax_rate_basis_points: 0,
        lines: [],
        line_count: 0,
        subtotal_cents: 100,
        tax_cents: 0,
        total_cents: 100,
      });
      await em.flush();
      em.assign(invoice, { status: 'sent', number: '2026-0001' });
      await em.flush();
      invoice.status = 'overdue';
      await em.flush();
      invoice.status = 'paid';
      await em.flush();
    });
    const events = await captured();
    expect(events.map((event) => event.description)).toEqual([
      'Created client "ACME"',
      'Updated client "ACME"',
      'Created invoice "Draft for ACME"',
      'Sent invoice "2026-0001"',
      'Changed the status of invoice "2026-0001" from Sent to Overdue',
      'Recorded the payment of invoice "2026-0001"',
    ]);
    expect(events[3]?.extra_data).toMatchObject({ old_status: 'draft', new_status: 'sent', client: 'ACME' });
  });

  test('a change names what it refers to, before and after', async () => {
    await inUnit(async (em) => {
      const person = newUser(em);
      const project = em.create(Project, { name: 'P' });
      await em.flush();
      const task = em.create(Task, { project_id: project.id, name: 'Logo' });
      await em.flush();
      task.assignee_id = person.id;
      await em.flush();
    });
    const assigned = (await captured()).at(-1);
    expect(assigned?.extra_data['changes']).toMatchObject({
      assignee_id: { before: null, after_name: `User ${serial}` },
    });
  });

  test('work at another time is dated then', async () => {
    const then = new Date('2026-03-04T05:06:07.000Z');
    await atTimeOf(
      () => then,
      () =>
        inUnit(async (em) => {
          const project = em.create(Project, { name: 'Old' });
          await em.flush();
          expect(project.created_at).toEqual(then);
        }),
    );
    expect((await captured()).map((event) => event.occurred_at)).toEqual([then.toISOString()]);
  });
});

describe('what did not happen leaves nothing', () => {
  test('a rolled-back transaction leaves no event, also not in a later one', async () => {
    await inUnit(async (em) => {
      const broken = em.transactional(async (tx) => {
        tx.create(Project, { name: 'never' });
        await tx.flush();
        throw new Error('changed my mind');
      });
      await expect(broken).rejects.toThrow('changed my mind');
      em.create(Project, { name: 'later' });
      await em.flush();
    });
    expect((await captured()).map((event) => event.entity_name)).toEqual(['later']);
  });

  test('a change of no tracked field makes no event', async () => {
    await inUnit(async (em) => {
      const person = newUser(em);
      await em.flush();
      person.image = 'face.png';
      await em.flush();
      person.display_name = person.display_name.trim();
      await em.flush();
    });
    expect(lines(await captured())).toEqual(['created user']);
  });

  test('several flushes of one transaction are committed together', async () => {
    await inUnit((em) =>
      em.transactional(async (tx) => {
        tx.create(Project, { name: 'one' });
        await tx.flush();
        tx.create(Project, { name: 'two' });
        await tx.flush();
        expect(await captured()).toEqual([]);
      }),
    );
    expect((await captured()).map((event) => event.entity_name)).toEqual(['one', 'two']);
  });

  test('a change without an actor is refused', async () => {
    const em = database.em.fork();
    em.create(Project, { name: 'nobody' });
    await expect(em.flush()).rejects.toThrow('actingAs');
  });
});

test('every mapped entity is captured, or named as machinery of the trail', () => {
  const known = [...capturedEntities.keys(), ...uncapturedEntities].sort();
  expect(entities.map((entity) => entity.meta.className).sort()).toEqual(known);
  for (const [name, entries] of capturedEntities)
    for (const { type } of entries) expect(entityTypes, name).toContain(type);
});

describe('what moves from one project to another', () => {
  const changesIn = (events: ActivityEvent[]) =>
    events.map(({ project_id, action, description, extra_data }) => ({
      project_id,
      action,
      description,
      ...extra_data,
    }));

  test('a task leaves one and comes into the other; its comments say nothing of it', async () => {
    const { from, to, person } = await inUnit(async (em) => {
      const someone = newUser(em);
      const [shop, blog] = [em.create(Project, { name: 'Shop' }), em.create(Project, { name: 'Blog' })];
      await em.flush();
      const task = em.create(Task, { project_id: shop.id, name: 'Logo' });
      await em.flush();
      const comment = em.create(Comment, {
        task_id: task.id,
        project_id: shop.id,
        user_id: someone.id,
        body: 'Blue',
      });
      await em.flush();
      await database.em.fork().nativeDelete(OutboxEvent, {});
      em.assign(task, { project_id: blog.id, status: 'done', assignee_id: someone.id, name: 'Header' });
      comment.project_id = blog.id;
      await em.flush();
      return { from: shop.id, to: blog.id, person: someone };
    });
    expect(changesIn(await captured())).toEqual([
      {
        project_id: from,
        action: 'updated',
        description: 'Moved task "Logo" out of project "Shop"',
        old_status: 'todo',
        changes: {
          name: { before: 'Logo', after: null },
          status: { before: 'todo', after: null },
          project_id: { before: from, before_name: 'Shop', after: null },
        },
      },
      {
        project_id: to,
        action: 'completed',
        description: 'Completed task "Header"',
        new_status: 'done',
        assignee: person.display_name,
        changes: {
          name: { before: null, after: 'Header' },
          status: { before: null, after: 'done' },
          assignee_id: { before: null, after: person.id, after_name: person.display_name },
          project_id: { before: null, after: to, after_name: 'Blog' },
        },
      },
    ]);
  });

  test('an invoice that gets a project or loses it tells that project alone', async () => {
    const project = await inUnit(async (em) => {
      const client = em.create(Client, { name: 'Globex' });
      const shop = em.create(Project, { name: 'Shop' });
      await em.flush();
      const sums = { line_count: 0, subtotal_cents: 0, tax_cents: 0, total_cents: 0 };
      const terms = { currency: 'EUR', tax_rate_basis_points: 0, lines: [], ...sums };
      const invoice = em.create(Invoice, { client_id: client.id, ...terms });
      await em.flush();
      await database.em.fork().nativeDelete(OutboxEvent, {});
      invoice.project_id = shop.id;
      await em.flush();
      em.assign(invoice, { project_id: null, notes: 'For nobody yet' });
      await em.flush();
      return shop.id;
    });
    expect((await captured()).map(({ project_id, description }) => [project_id, description])).toEqual([
      [project, 'Moved invoice "Draft for Globex" into project "Shop"'],
      [project, 'Moved invoice "Draft for Globex" out of project "Shop"'],
      [null, 'Updated invoice "Draft for Globex"'],
    ]);
  });
});
