import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../client.ts';
import { type Race, startRace, statuses } from '../race.ts';

const ROUNDS = 8;

let race: Race;

describe('at once', () => {
  beforeAll(async () => {
    race = await startRace('postgres', { worker: false });
  });
  afterAll(() => race.stack.stop());

  const eachRound = async (round: () => Promise<void>) => {
    for (let count = 0; count < ROUNDS; count += 1) await round();
  };

  test('a saved view and a retention policy are removed once', () =>
    eachRound(async () => {
      const view = { name: race.name(), filters: {}, shared: true };
      const { id } = await race.people.admin.savedView.create.mutate(view);
      const views = [race.people.admin, race.people.other].map(
        (who) => () => who.savedView.delete.mutate({ id }),
      );
      expect(await statuses(views)).toEqual([200, 404]);
      await race.people.admin.retention.setPolicy.mutate({ entity_type: 'client', days: 90 });
      const policies = [race.people.admin, race.people.other].map(
        (who) => () => who.retention.removePolicy.mutate({ entity_type: 'client' }),
      );
      expect(await statuses(policies)).toEqual([200, 404]);
    }));

  test('a policy that is set as it is leaves nothing', async () => {
    const before = await race.told('audit', 0);
    const set = (who: Client) => () => who.retention.setPolicy.mutate({ entity_type: 'task', days: 90 });
    expect(await statuses([set(race.people.admin), set(race.people.other), set(race.people.admin)])).toEqual([
      200, 200, 200,
    ]);
    expect((await race.told('audit', 0)).length).toBe(before.length + 1);
  });

  test('a project is archived and unarchived by both, and told of once', () =>
    eachRound(async () => {
      const id = await race.newProject();
      const all = [race.people.admin, race.people.other, race.people.member];
      expect(await statuses(all.map((who) => () => who.project.archive.mutate({ id })))).toEqual([
        200, 200, 200,
      ]);
      expect(await statuses(all.map((who) => () => who.project.unarchive.mutate({ id })))).toEqual([
        200, 200, 200,
      ]);
      expect(await race.told('project', id)).toEqual(['archived', 'created', 'unarchived']);
    }));

  test('somebody becomes a member once, whoever adds them', () =>
    eachRound(async () => {
      const { id } = await race.people.admin.project.create.mutate({ name: race.name() });
      const add = (who: Client) => () =>
        who.project.addMember.mutate({ project_id: id, user_id: race.memberId });
      expect(await statuses([race.people.admin, race.people.other, race.people.admin].map(add))).toEqual([
        200, 200, 200,
      ]);
      expect(await race.told('project', id)).toEqual(['created', 'updated']);
    }));

  test('the same status is set once; of two changes of one version one is refused', () =>
    eachRound(async () => {
      const id = await race.newTask();
      const done = (who: Client) => () => who.task.update.mutate({ id, status: 'done' });
      expect(await statuses([done(race.people.admin), done(race.people.member)])).toEqual([200, 200]);
      expect(await race.told('task', id)).toEqual(['completed', 'created']);
      const { version } = await race.people.admin.task.get.query({ id });
      const rename = (who: Client) => () => who.task.update.mutate({ id, version, name: race.name() });
      expect(await statuses([rename(race.people.admin), rename(race.people.member)])).toEqual([200, 409]);
      expect(await race.told('task', id)).toEqual(['completed', 'created', 'updated']);
    }));

  test('a timer is stopped once', () =>
    eachRound(async () => {
      const { id } = await race.people.member.timeEntry.start.mutate({ project_id: await race.newProject() });
      const stop = () => race.people.member.timeEntry.stop.mutate();
      expect(await statuses([stop, stop])).toEqual([200, 409]);
      expect(await race.told('time_entry', id)).toEqual(['started', 'stopped']);
    }));

  test('an account is deactivated and reactivated once', () =>
    eachRound(async () => {
      const { id } = await race.stack.createUser(`person.${race.next()}`);
      const all = [race.people.admin, race.people.other];
      expect(await statuses(all.map((who) => () => who.user.deactivate.mutate({ id })))).toEqual([200, 200]);
      expect(await statuses(all.map((who) => () => who.user.reactivate.mutate({ id })))).toEqual([200, 200]);
      expect(await race.told('user', id)).toEqual(['created', 'updated', 'updated']);
    }));

  const oneOf = (...expected: number[][]) =>
    expect.toSatisfy((found: number[]) => expected.some((some) => String(some) === String(found)));

  test('a comment is written on a task that is there, or refused', () =>
    eachRound(async () => {
      const id = await race.newTask();
      const write = () => race.people.admin.comment.create.mutate({ task_id: id, body: 'x' });
      expect(
        await statuses([write, () => race.people.admin.task.delete.mutate({ id }), write, write]),
      ).toEqual(
        oneOf([200, 200, 200, 200], [200, 200, 200, 404], [200, 200, 404, 404], [200, 404, 404, 404]),
      );
      expect((await race.told('task', id)).filter((action) => action === 'deleted')).toEqual(['deleted']);
    }));

  test('a comment is changed before it is deleted, or not at all', () =>
    eachRound(async () => {
      const id = await race.newComment();
      const change = () => race.people.member.comment.update.mutate({ id, body: race.name() });
      expect(await statuses([change, () => race.people.admin.comment.delete.mutate({ id })])).toEqual(
        oneOf([200, 200], [200, 404]),
      );
      expect((await race.told('comment', id)).at(-1)).not.toBe(undefined);
    }));

  test('everything in a project is done before it is deleted, or not at all', () =>
    eachRound(async () => {
      const task_id = await race.newTask();
      const { project_id } = await race.people.admin.task.get.query({ id: task_id });
      const comment = await race.people.admin.comment.create.mutate({ task_id, body: 'x' });
      const found = await statuses([
        () => race.people.admin.comment.create.mutate({ task_id, body: 'y' }),
        () => race.people.admin.comment.delete.mutate({ id: comment.id }),
        () => race.people.admin.task.update.mutate({ id: task_id, status: 'done' }),
        () => race.people.admin.task.create.mutate({ project_id, name: 'z' }),
        () => race.people.admin.timeEntry.start.mutate({ project_id, task_id, stop_running: true }),
        () => race.people.other.task.delete.mutate({ id: task_id }),
        () => race.people.other.project.delete.mutate({ id: project_id }),
        () => race.people.other.project.update.mutate({ id: project_id, name: race.name() }),
        () => race.people.other.project.delete.mutate({ id: project_id }),
      ]);
      expect(found.filter((status) => ![200, 400, 404].includes(status))).toEqual([]);
      expect((await race.told('project', project_id)).filter((action) => action === 'deleted')).toHaveLength(
        1,
      );
      expect((await race.told('task', task_id)).filter((action) => action === 'deleted')).toHaveLength(1);
    }));

  test('a client is used or deleted', () =>
    eachRound(async () => {
      const client_id = await race.newClient();
      const found = await statuses([
        () => race.people.admin.project.create.mutate({ name: race.name(), client_id }),
        () => race.people.admin.invoice.create.mutate({ client_id, lines: [] }),
        () => race.people.other.clients.delete.mutate({ id: client_id }),
        () => race.people.admin.clients.update.mutate({ id: client_id, notes: race.name() }),
      ]);
      expect(found.filter((status) => ![200, 400, 404, 409].includes(status))).toEqual([]);
    }));

  test('time is billed, or goes with its project', () =>
    eachRound(async () => {
      const client_id = await race.newClient();
      const id = await race.newEntry();
      const { project_id } = await race.people.member.timeEntry.get.query({ id });
      await race.people.admin.project.update.mutate({ id: project_id, client_id, hourly_rate_cents: 100 });
      const bill = () =>
        race.people.admin.invoice.create.mutate({
          client_id,
          project_id,
          time_until: '2026-11-01',
          lines: [],
        });
      const found = await statuses([
        bill,
        () => race.people.other.project.delete.mutate({ id: project_id }),
        () => race.people.member.timeEntry.update.mutate({ id, notes: 'x' }),
      ]);
      expect(found.filter((status) => ![200, 400, 404, 409].includes(status))).toEqual([]);
      const { entries, invoices } = await left(project_id);
      expect(entries).toBe(invoices);
    }));

  const left = async (project_id: number) => {
    const [row] = await race.stack.db.em.fork().execute<{ entries: number; invoices: number }[]>(
      `select (select count(*)::integer from time_entries where project_id = ?) as entries,
        (select count(*)::integer from invoices where project_id = ?) as invoices`,
      [project_id, project_id],
    );
    return row ?? { entries: -1, invoices: -2 };
  };
});
