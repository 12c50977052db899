import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TRPCClientError } from '@trpc/client';
import { type Client, clientWith } from '../client.ts';
import { PASSWORD, signIn } from '../stack.ts';

const VICTIMS = 40;
const EVENTS_OF_A_VICTIM = 60;

/** What was done, and how it was answered. */
interface Done {
  /** Events answered with 202. */
  posted: string[];
  /** Tasks answered with success. */
  created: number[];
  deleted: number[];
  /** Ids of people whose anonymization came to its end. */
  forgotten: number[];
  /** How often each answer came, by phase: `after the migration: delete a billed task 503`. */
  answers: Map<string, number>;
}

export interface Load {
  done: Done;
  /** Names what the answers from now on belong to. */
  enter: (phase: string) => void;
  /** Goes on at another API. */
  moveTo: (url: string) => void;
  stop: () => Promise<void>;
}

/** Who may do what with whom at the API. `origin` is its APP_URL. */
interface Access {
  url: string;
  origin: string;
  username: string;
  key: string;
}

/** Starts people who work, systems that post, deletions of billed tasks and anonymizations one after the other. */
export async function startLoad(access: Access): Promise<Load> {
  let { url } = access;
  let phase = 'before';
  const stopping = new AbortController();
  const done: Done = { posted: [], created: [], deleted: [], forgotten: [], answers: new Map() };
  const count = (what: string, status: number) => {
    const line = `${phase}: ${what} ${status}`;
    done.answers.set(line, (done.answers.get(line) ?? 0) + 1);
  };
  const cookie = await signIn(access.origin, access.username, PASSWORD);
  const clients = new Map<string, Client>();
  const client = () => {
    const known = clients.get(url) ?? clientWith(url, cookie, access.origin);
    clients.set(url, known);
    return known;
  };
  const call = async <Result>(
    what: string,
    action: (api: Client) => Promise<Result>,
  ): Promise<Result | undefined> => {
    try {
      const result = await action(client());
      count(what, 200);
      return result;
    } catch (error) {
      count(what, (error instanceof TRPCClientError && error.data?.httpStatus) || 0);
      await delay(50);
      return undefined;
    }
  };
  const post = async (events: object[]) => {
    for (;;) {
      const answer = await fetch(`${url}/api/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${access.key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ activities: events }),
      });
      await answer.body?.cancel();
      count('post', answer.status);
      if (answer.status === 202) return;
      await delay(100);
    }
  };

  const api = client();
  const customer = await api.clients.create.mutate({ name: 'Acme' });
  const project = await api.project.create.mutate({
    name: 'Load',
    client_id: customer.id,
    hourly_rate_cents: 6_000,
  });
  const project_id = project.id;
  const victims: { id: number; username: string }[] = [];
  for (let at = 0; at < VICTIMS; at += 1) {
    const username = `victim.${at}`;
    const display_name = `Victoria Number${String.fromCharCode(65 + (at % 26))}${at}`;
    const { id } = await api.user.create.mutate({
      username,
      email: `${username}@example.com`,
      display_name,
      role: 'member',
      password: PASSWORD,
    });
    victims.push({ id, username });
    const events = Array.from({ length: EVENTS_OF_A_VICTIM }, () => {
      const event_id = randomUUID();
      done.posted.push(event_id);
      const description = `${display_name} changed the client`;
      return {
        event_id,
        username,
        action: 'updated',
        entity_type: 'client',
        entity_id: customer.id,
        description,
      };
    });
    await post(events);
  }

  const actions = {
    post: async () => {
      const event_id = randomUUID();
      await post([{ event_id, action: 'updated', entity_type: 'client', entity_id: customer.id }]);
      done.posted.push(event_id);
    },
    work: async () => {
      const task = await call('create a task', ({ task }) =>
        task.create.mutate({ project_id, name: randomUUID() }),
      );
      if (!task) return;
      done.created.push(task.id);
      await call('change a task', (to) => to.task.update.mutate({ id: task.id, status: 'done' }));
      await call('read the feed', (to) => to.activity.list.query({ limit: 20 }));
      const removed = await call('delete a task', (to) => to.task.delete.mutate({ id: task.id }));
      if (removed) done.deleted.push(task.id);
    },
    bill: billing(call, { project_id, client_id: customer.id }, done),
    forget: async () => {
      const victim = victims.shift();
      if (!victim) {
        await delay(100);
        return;
      }
      const { id } = victim;
      while (!(await call('forget', (to) => to.privacy.anonymize.mutate({ id, reason: 'Asked for' }))));
      for (;;) {
        const report = await call('ask how far', (to) => to.privacy.report.query({ id }));
        if (report?.status === 'completed') break;
        await delay(50);
      }
      done.forgotten.push(id);
    },
  };
  const repeat = async (action: () => Promise<void>) => {
    while (!stopping.signal.aborted) await action();
  };
  const running = [actions.post, actions.post, actions.work, actions.work, actions.bill, actions.forget].map(
    repeat,
  );
  return {
    done,
    enter: (next) => {
      phase = next;
    },
    moveTo: (next) => {
      url = next;
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

type Call = <Result>(what: string, action: (api: Client) => Promise<Result>) => Promise<Result | undefined>;

/** Enters time on a task, bills it, and tries to delete the task. */
function billing(
  call: Call,
  { project_id, client_id }: { project_id: number; client_id: number },
  done: Done,
) {
  let hour = Date.UTC(2026, 0, 1);
  return async () => {
    const task = await call('create a task', (to) =>
      to.task.create.mutate({ project_id, name: randomUUID() }),
    );
    if (!task) return;
    done.created.push(task.id);
    hour += 3_600_000;
    const times = {
      started_at: new Date(hour).toISOString(),
      ended_at: new Date(hour + 1_800_000).toISOString(),
    };
    await call('enter time', (to) =>
      to.timeEntry.create.mutate({ project_id, task_id: task.id, notes: '', ...times }),
    );
    const invoice = await call('bill time', (to) =>
      to.invoice.create.mutate({ client_id, project_id, time_until: '2026-10-31' }),
    );
    if (!invoice) return;
    const removed = await call('delete a billed task', (to) => to.task.delete.mutate({ id: task.id }));
    if (removed) done.deleted.push(task.id);
  };
}
