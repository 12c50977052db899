import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { HonoAdapter } from '@bull-board/hono';
import { serveStatic } from '@hono/node-server/serve-static';
import { type QueueName, sendMail } from '@timetracker/shared';
import { Hono } from 'hono';
import type { AppContext } from '../http/app-env.ts';
import type { QueueView } from './queue-view.ts';

type Queue = Awaited<ReturnType<QueueView['queues']>>[number];

/** bull-board: its pages, and what they ask for. */
export interface QueueBoardPages {
  /** Shows these queues from now on. */
  show: (queues: Queue[]) => Promise<void>;
  /** 404 for what the board does not know. @throws whatever the queue's server fails with */
  answer: (c: AppContext) => Promise<Response>;
}

const fromHere = createRequire(import.meta.url);
/** The package of the pages is one of the board's own dependencies. */
const pages = dirname(
  createRequire(fromHere.resolve('@bull-board/api')).resolve('@bull-board/ui/package.json'),
);

/** @param path where the board is, from the origin's root */
export function createQueueBoardPages(path: string): QueueBoardPages {
  const adapter = new HonoAdapter(serveStatic).setBasePath(path);
  const { setQueues } = createBullBoard({
    queues: [],
    serverAdapter: adapter,
    options: {
      uiBasePath: pages,
      uiConfig: { boardTitle: 'TimeTracker queues', hideDocsLink: true, hideRedisDetails: true },
    },
  });
  const app = new Hono().route(path, adapter.registerPlugin());
  app.notFound((c) => c.text('', 404));
  app.onError((error) => {
    throw error;
  });
  return {
    show: async (queues) => setQueues(await Promise.all(queues.map(shown))),
    answer: async (c) => app.fetch(c.req.raw, c.env),
  };
}

/** The board offers to change a queue only where there is something to retry. */
async function shown(queue: Queue): Promise<BullMQAdapter> {
  const failed = await queue.getFailedCount();
  const adapter = new BullMQAdapter(queue, { readOnlyMode: failed === 0 });
  if ((queue.name as QueueName) === sendMail.queue) {
    // An e-mail may hold a link that lets whoever has it in.
    adapter.setFormatter('data', withoutContent);
    adapter.setFormatter('returnValue', () => undefined);
  }
  return adapter;
}

const withoutContent = (data: unknown): Record<string, unknown> => {
  const mail: Record<string, unknown> = typeof data === 'object' && data !== null ? { ...data } : {};
  return { mail_id: mail['mail_id'], subject: mail['subject'] };
};
