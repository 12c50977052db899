import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../client.ts';
import { type Race, startRace, statuses } from '../race.ts';
import { type Backend, signIn } from '../stack.ts';

const ROUNDS = 8;

let race: Race;

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
    create: () => race.newComment(),
    remove: (who, id) => who.comment.delete.mutate({ id }),
    type: 'comment',
    action: 'deleted',
  },
  {
    what: 'task',
    create: () => race.newTask(),
    remove: (who, id) => who.task.delete.mutate({ id }),
    type: 'task',
    action: 'deleted',
  },
  {
    what: 'project',
    create: () => race.newProject(),
    remove: (who, id) => who.project.delete.mutate({ id }),
    type: 'project',
    action: 'deleted',
  },
  {
    what: 'time entry',
    create: () => race.newEntry(),
    remove: (who, id) => who.timeEntry.delete.mutate({ id }),
    type: 'time_entry',
    action: 'deleted',
  },
  {
    what: 'client',
    create: () => race.newClient(),
    remove: (who, id) => who.clients.delete.mutate({ id }),
    type: 'client',
    action: 'deleted',
  },
  {
    what: 'draft of an invoice',
    create: () => race.newDraft(),
    remove: (who, id) => who.invoice.delete.mutate({ id }),
    type: 'invoice',
    action: 'deleted',
  },
  {
    what: 'membership',
    create: () => race.newProject(),
    remove: (who, id) => who.project.removeMember.mutate({ project_id: id, user_id: race.memberId }),
    type: 'project',
    action: 'updated',
  },
  {
    what: 'key',
    create: async () => {
      const user = await race.stack.createUser(`key.${race.next()}`);
      await race.stack.createKey({ user_id: user.id, scopes: ['activity:read'] });
      return user.id;
    },
    part: async (user_id) => {
      const { keys } = await race.people.admin.access.keys.query();
      return keys.find((key) => key.user_id === user_id)?.id ?? 0;
    },
    remove: (who, id) => who.access.revokeKey.mutate({ id }),
    type: 'audit',
    action: 'revoked',
  },
  {
    what: 'session',
    create: async () => {
      const username = `session.${race.next()}`;
      const { id } = await race.stack.createUser(username);
      await signIn(race.stack.url, username);
      return id;
    },
    part: async (id) => (await race.people.admin.access.sessions.query({ id }))[0]?.id ?? 0,
    remove: (who, id) => who.access.endSession.mutate({ id }),
    type: 'audit',
    action: 'revoked',
  },
  {
    what: 'legal hold',
    create: async () => {
      const project_id = await race.newProject();
      await race.people.admin.retention.placeHold.mutate({ project_id, reason: 'Case' });
      return project_id;
    },
    part: async (project_id) => {
      const { holds } = await race.people.admin.retention.get.query();
      return holds.find((hold) => hold.project_id === project_id)?.id ?? 0;
    },
    remove: (who, id) => who.retention.releaseHold.mutate({ id }),
    type: 'audit',
    action: 'released',
  },
];

describe.each<Backend>(['postgres', 'redis'])('of two who remove the same at once (%s)', (backend) => {
  beforeAll(async () => {
    race = await startRace(backend);
  });
  afterAll(() => race.stack.stop());

  test.each(removals)(
    'one removes the $what, which the trail tells once, and the other finds nothing',
    async ({ create, part, remove, type, action }) => {
      const ids = await Promise.all(Array.from({ length: ROUNDS }, create));
      for (const id of ids) {
        const target = (await part?.(id)) ?? id;
        const both = [race.people.admin, race.people.other].map((who) => () => remove(who, target));
        expect(await statuses(both)).toEqual([200, 404]);
      }
      for (const id of ids)
        await expect
          .poll(async () => (await race.told(type, id)).filter((told_of) => told_of === action))
          .toEqual([action]);
    },
  );
});
