import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Backend, type Stack, signIn, startStack } from '../stack.ts';

const ROUNDS = 8;

interface People {
  admin: Client;
  other: Client;
  member: Client;
}

let stack: Stack;
let people: People;
let memberId: number;
let serial = 0;

/** Statuses of calls that are made at once, in order of size. */
async function statuses(calls: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const outcomes = await Promise.allSettled(calls.map((call) => call()));
  return outcomes.map(statusOf).toSorted((a, b) => a - b);
}

function statusOf(outcome: PromiseSettledResult<unknown>): number {
  if (outcome.status === 'fulfilled') return 200;
  if (outcome.reason instanceof TRPCClientError) return Number(outcome.reason.data?.httpStatus);
  throw outcome.reason;
}

/** What the trail tells of an entity, also while it is on its way there. */
const told = async (entity_type: string, entity_id: number): Promise<string[]> => {
  const rows = await stack.db.em.fork().execute<{ action: string }[]>(
    `select action from activities where entity_type = ? and entity_id = ?
     union all select payload->>'action' from activity_outbox
     where payload->>'entity_type' = ? and (payload->>'entity_id')::integer = ?`,
    [entity_type, entity_id, entity_type, entity_id],
  );
  return rows.map(({ action }) => action).toSorted();
};

const name = () => {
  serial += 1;
  return `Number ${serial}`;
};
const newProject = async () => (await people.member.project.create.mutate({ name: name() })).id;
const newTask = async () =>
  (await people.member.task.create.mutate({ project_id: await newProject(), name: name() })).id;
const newComment = async () =>
  (await people.member.comment.create.mutate({ task_id: await newTask(), body: 'Hello' })).id;
const newClient = async () => (await people.admin.clients.create.mutate({ name: name() })).id;
const newEntry = async () => {
  serial += 1;
  const start = Date.UTC(2026, 0, 1) + serial * 60_000;
  return (
    await people.member.timeEntry.create.mutate({
      project_id: await newProject(),
      started_at: new Date(start).toISOString(),
      ended_at: new Date(start + 1_000).toISOString(),
    })
  ).id;
};
const newDraft = async () =>
  (await people.admin.invoice.create.mutate({ client_id: await newClient(), lines: [] })).id;

async function start(backend: Backend, options: { worker?: boolean } = {}) {
  stack = await startStack(backend, {}, options);
  await stack.createUser('ada.admin', 'admin');
  await stack.createUser('bea.admin', 'admin');
  memberId = (await stack.createUser('mia.member')).id;
  people = {
    admin: await clientOf(stack, 'ada.admin'),
    other: await clientOf(stack, 'bea.admin'),
    member: await clientOf(stack, 'mia.member'),
  };
}

interface Removal {
  what: string;
  create: () => Promise<number>;
  /** What is removed, where that is not what the trail tells of. */
  part?: (id: number) => Promise<number>;
  remove: (who: Client, id: number) => Promise<unknown>;
  type: string;
  action: string;
}

const removals: Removal[] = [
  {
    what: 'comment',
    create: newComment,
    remove: (who, id) => who.comment.delete.mutate({ id }),
    type: 'comment',
    action: 'deleted',
  },
  {
    what: 'task',
    create: newTask,
    remove: (who, id) => who.task.delete.mutate({ id }),
    type: 'task',
    action: 'deleted',
  },
  {
    what: 'project',
    create: newProject,
    remove: (who, id) => who.project.delete.mutate({ id }),
    type: 'project',
    action: 'deleted',
  },
  {
    what: 'time entry',
    create: newEntry,
    remove: (who, id) => who.timeEntry.delete.mutate({ id }),
    type: 'time_entry',
    action: 'deleted',
  },
  {
    what: 'client',
    create: newClient,
    remove: (who, id) => who.clients.delete.mutate({ id }),
    type: 'client',
    action: 'deleted',
  },
  {
    what: 'draft of an invoice',
    create: newDraft,
    remove: (who, id) => who.invoice.delete.mutate({ id }),
    type: 'invoice',
    action: 'deleted',
  },
  {
    what: 'membership',
    create: newProject,
    remove: (who, id) => who.project.removeMember.mutate({ project_id: id, user_id: memberId }),
    type: 'project',
    action: 'updated',
  },
  {
    what: 'key',
    create: async () => {
      const user = await stack.createUser(`key.${(serial += 1)}`);
      await stack.createKey({ user_id: user.id, scopes: ['activity:read'] });
      return user.id;
    },
    part: async (user_id) => {
      const { keys } = await people.admin.access.keys.query();
      return keys.find((key) => key.user_id === user_id)?.id ?? 0;
    },
    remove: (who, id) => who.access.revokeKey.mutate({ id }),
    type: 'audit',
    action: 'revoked',
  },
  {
    what: 'session',
    create: async () => {
      const username = `session.${(serial += 1)}`;
      const { id } = await stack.createUser(username);
      await signIn(stack.url, username);
      return id;
    },
    part: async (id) => (await people.admin.access.sessions.query({ id }))[0]?.id ?? 0,
    remove: (who, id) => who.access.endSession.mutate({ id }),
    type: 'audit',
    action: 'revoked',
  },
  {
    what: 'legal hold',
    create: async () => {
      const project_id = await newProject();
      await people.admin.retention.placeHold.mutate({ project_id, reason: 'Case' });
      return project_id;
    },
    part: async (project_id) => {
      const { holds } = await people.admin.retention.get.query();
      return holds.find((hold) => hold.project_id === project_id)?.id ?? 0;
    },
    remove: (who, id) => who.retention.releaseHold.mutate({ id }),
    type: 'audit',
    action: 'released',
  },
];

describe.each<Backend>(['postgres', 'redis'])('of two who remove the same at once (%s)', (backend) => {
  beforeAll(() => start(backend));
  afterAll(() => stack.stop());

  test.each(removals)(
    'one removes the $what, which the trail tells once, and the other finds nothing',
    async ({ create, part, remove, type, action }) => {
      const ids = await Promise.all(Array.from({ length: ROUNDS }, create));
      for (const id of ids) {
        const target = (await part?.(id)) ?? id;
        const both = [people.admin, people.other].map((who) => () => remove(who, target));
        expect(await statuses(both)).toEqual([200, 404]);
      }
      for (const id of ids)
        await expect
          .poll(async () => (await told(type, id)).filter((told_of) => told_of === action))
          .toEqual([action]);
    },
  );
});

describe('at once', () => {
  beforeAll(() => start('postgres', { worker: false }));
  afterAll(() => stack.stop());

  const eachRound = async (round: () => Promise<void>) => {
    for (let count = 0; count < ROUNDS; count += 1) await round();
  };

  test('a saved view and a retention policy are removed once', () =>
    eachRound(async () => {
      const view = { name: name(), filters: {}, shared: true };
      const { id } = await people.admin.savedView.create.mutate(view);
      const views = [people.admin, people.other].map((who) => () => who.savedView.delete.mutate({ id }));
      expect(await statuses(views)).toEqual([200, 404]);
      await people.admin.retention.setPolicy.mutate({ entity_type: 'client', days: 90 });
      const policies = [people.admin, people.other].map(
        (who) => () => who.retention.removePolicy.mutate({ entity_type: 'client' }),
      );
      expect(await statuses(policies)).toEqual([200, 404]);
    }));

  test('a policy that is set as it is leaves nothing', async () => {
    const before = await told('audit', 0);
    const set = (who: Client) => () => who.retention.setPolicy.mutate({ entity_type: 'task', days: 90 });
    expect(await statuses([set(people.admin), set(people.other), set(people.admin)])).toEqual([
      200, 200, 200,
    ]);
    expect((await told('audit', 0)).length).toBe(before.length + 1);
  });

  test('a project is archived and unarchived by both, and told of once', () =>
    eachRound(async () => {
      const id = await newProject();
      const all = [people.admin, people.other, people.member];
      expect(await statuses(all.map((who) => () => who.project.archive.mutate({ id })))).toEqual([
        200, 200, 200,
      ]);
      expect(await statuses(all.map((who) => () => who.project.unarchive.mutate({ id })))).toEqual([
        200, 200, 200,
      ]);
      expect(await told('project', id)).toEqual(['archived', 'created', 'unarchived']);
    }));

  test('somebody becomes a member once, whoever adds them', () =>
    eachRound(async () => {
      const { id } = await people.admin.project.create.mutate({ name: name() });
      const add = (who: Client) => () => who.project.addMember.mutate({ project_id: id, user_id: memberId });
      expect(await statuses([people.admin, people.other, people.admin].map(add))).toEqual([200, 200, 200]);
      expect(await told('project', id)).toEqual(['created', 'updated']);
    }));

  test('the same status is set once; of two changes of one version one is refused', () =>
    eachRound(async () => {
      const id = await newTask();
      const done = (who: Client) => () => who.task.update.mutate({ id, status: 'done' });
      expect(await statuses([done(people.admin), done(people.member)])).toEqual([200, 200]);
      expect(await told('task', id)).toEqual(['completed', 'created']);
      const { version } = await people.admin.task.get.query({ id });
      const rename = (who: Client) => () => who.task.update.mutate({ id, version, name: name() });
      expect(await statuses([rename(people.admin), rename(people.member)])).toEqual([200, 409]);
      expect(await told('task', id)).toEqual(['completed', 'created', 'updated']);
    }));

  test('a timer is stopped once', () =>
    eachRound(async () => {
      const { id } = await people.member.timeEntry.start.mutate({ project_id: await newProject() });
      const stop = () => people.member.timeEntry.stop.mutate();
      expect(await statuses([stop, stop])).toEqual([200, 409]);
      expect(await told('time_entry', id)).toEqual(['started', 'stopped']);
    }));

  test('an account is deactivated once', () =>
    eachRound(async () => {
      const { id } = await stack.createUser(`person.${(serial += 1)}`);
      const all = [people.admin, people.other];
      expect(await statuses(all.map((who) => () => who.user.deactivate.mutate({ id })))).toEqual([200, 200]);
      expect(await told('user', id)).toEqual(['created', 'updated']);
    }));

  const oneOf = (...expected: number[][]) =>
    expect.toSatisfy((found: number[]) => expected.some((some) => String(some) === String(found)));

  test('a comment is written on a task that is there, or refused', () =>
    eachRound(async () => {
      const id = await newTask();
      const write = () => people.admin.comment.create.mutate({ task_id: id, body: 'x' });
      expect(await statuses([write, () => people.admin.task.delete.mutate({ id }), write, write])).toEqual(
        oneOf([200, 200, 200, 200], [200, 200, 200, 404], [200, 200, 404, 404], [200, 404, 404, 404]),
      );
      expect((await told('task', id)).filter((action) => action === 'deleted')).toEqual(['deleted']);
    }));

  test('a comment is changed before it is deleted, or not at all', () =>
    eachRound(async () => {
      const id = await newComment();
      const change = () => people.member.comment.update.mutate({ id, body: name() });
      expect(await statuses([change, () => people.admin.comment.delete.mutate({ id })])).toEqual(
        oneOf([200, 200], [200, 404]),
      );
      expect((await told('comment', id)).at(-1)).not.toBe(undefined);
    }));

  test('everything in a project is done before it is deleted, or not at all', () =>
    eachRound(async () => {
      const task_id = await newTask();
      const { project_id } = await people.admin.task.get.query({ id: task_id });
      const comment = await people.admin.comment.create.mutate({ task_id, body: 'x' });
      const found = await statuses([
        () => people.admin.comment.create.mutate({ task_id, body: 'y' }),
        () => people.admin.comment.delete.mutate({ id: comment.id }),
        () => people.admin.task.update.mutate({ id: task_id, status: 'done' }),
        () => people.admin.task.create.mutate({ project_id, name: 'z' }),
        () => people.admin.timeEntry.start.mutate({ project_id, task_id, stop_running: true }),
        () => people.other.task.delete.mutate({ id: task_id }),
        () => people.other.project.delete.mutate({ id: project_id }),
        () => people.other.project.update.mutate({ id: project_id, name: name() }),
        () => people.other.project.delete.mutate({ id: project_id }),
      ]);
      expect(found.filter((status) => ![200, 400, 404].includes(status))).toEqual([]);
      expect((await told('project', project_id)).filter((action) => action === 'deleted')).toHaveLength(1);
      expect((await told('task', task_id)).filter((action) => action === 'deleted')).toHaveLength(1);
    }));

  test('a client is used or deleted', () =>
    eachRound(async () => {
      const client_id = await newClient();
      const found = await statuses([
        () => people.admin.project.create.mutate({ name: name(), client_id }),
        () => people.admin.invoice.create.mutate({ client_id, lines: [] }),
        () => people.other.clients.delete.mutate({ id: client_id }),
        () => people.admin.clients.update.mutate({ id: client_id, notes: name() }),
      ]);
      expect(found.filter((status) => ![200, 400, 404, 409].includes(status))).toEqual([]);
    }));

  test('time is billed, or goes with its project', () =>
    eachRound(async () => {
      const client_id = await newClient();
      const id = await newEntry();
      const { project_id } = await people.member.timeEntry.get.query({ id });
      await people.admin.project.update.mutate({ id: project_id, client_id, hourly_rate_cents: 100 });
      const bill = () =>
        people.admin.invoice.create.mutate({ client_id, project_id, time_until: '2026-11-01', lines: [] });
      const found = await statuses([
        bill,
        () => people.other.project.delete.mutate({ id: project_id }),
        () => people.member.timeEntry.update.mutate({ id, notes: 'x' }),
      ]);
      expect(found.filter((status) => ![200, 400, 404, 409].includes(status))).toEqual([]);
      const { entries, invoices } = await left(project_id);
      expect(entries).toBe(invoices);
    }));

  const left = async (project_id: number) => {
    const [row] = await stack.db.em.fork().execute<{ entries: number; invoices: number }[]>(
      `select (select count(*)::integer from time_entries where project_id = ?) as entries,
        (select count(*)::integer from invoices where project_id = ?) as invoices`,
      [project_id, project_id],
    );
    return row ?? { entries: -1, invoices: -2 };
  };
});
