import { TRPCClientError } from '@trpc/client';
import { clientOf } from './client.ts';
import { type Backend, startStack } from './stack.ts';

export type Race = Awaited<ReturnType<typeof startRace>>;

/** A stack with two administrators and a member, who do things at once, and what they do them to. */
export async function startRace(backend: Backend, options: { worker?: boolean } = {}) {
  const stack = await startStack(backend, {}, options);
  await stack.createUser('ada.admin', 'admin');
  await stack.createUser('bea.admin', 'admin');
  const memberId = (await stack.createUser('mia.member')).id;
  const people = {
    admin: await clientOf(stack, 'ada.admin'),
    other: await clientOf(stack, 'bea.admin'),
    member: await clientOf(stack, 'mia.member'),
  };
  const { admin, member } = people;
  let serial = 0;
  const next = () => (serial += 1);
  const name = () => `Number ${next()}`;
  const newProject = async () => (await member.project.create.mutate({ name: name() })).id;
  const newTask = async () =>
    (await member.task.create.mutate({ project_id: await newProject(), name: name() })).id;
  const newClient = async () => (await admin.clients.create.mutate({ name: name() })).id;
  return {
    stack,
    people,
    memberId,
    next,
    name,
    newProject,
    newTask,
    newClient,
    newComment: async () =>
      (await member.comment.create.mutate({ task_id: await newTask(), body: 'Hello' })).id,
    newEntry: async () => {
      const start = Date.UTC(2026, 0, 1) + next() * 60_000;
      const entry = await member.timeEntry.create.mutate({
        project_id: await newProject(),
        started_at: new Date(start).toISOString(),
        ended_at: new Date(start + 1_000).toISOString(),
      });
      return entry.id;
    },
    newDraft: async () => (await admin.invoice.create.mutate({ client_id: await newClient(), lines: [] })).id,
    /** What the trail tells of an entity, also while it is on its way there. */
    told: async (entity_type: string, entity_id: number): Promise<string[]> => {
      const rows = await stack.db.em.fork().execute<{ action: string }[]>(
        `select action from activities where entity_type = ? and entity_id = ?
         union all select payload->>'action' from activity_outbox
         where payload->>'entity_type' = ? and (payload->>'entity_id')::integer = ?`,
        [entity_type, entity_id, entity_type, entity_id],
      );
      return rows.map(({ action }) => action).toSorted();
    },
  };
}

/** Statuses of calls that are made at once, in order of size. */
export async function statuses(calls: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const outcomes = await Promise.allSettled(calls.map((call) => call()));
  return outcomes.map(statusOf).toSorted((a, b) => a - b);
}

function statusOf(outcome: PromiseSettledResult<unknown>): number {
  if (outcome.status === 'fulfilled') return 200;
  if (outcome.reason instanceof TRPCClientError) return Number(outcome.reason.data?.httpStatus);
  throw outcome.reason;
}
