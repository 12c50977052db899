import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { HonoAdapter } from '@bull-board/hono';
import { serveStatic } from '@hono/node-server/serve-static';
import { type QueueName, sendMail } from '@timetracker/shared';
import { Hono } from 'hono';
import type { Services } from '../context.ts';
import type { QueueView } from '../queue-view.ts';
import { nothingAt } from './answer-error.ts';
import type { AppEnv } from './app-env.ts';
import { cannotLook, inOwnWords, readableQuestion } from './queue-board-answers.ts';
import { lookOnly, retryFailed } from './queue-board-changes.ts';
import { requireAdministrator } from './require-administrator.ts';
import { boardPolicy, setPolicy } from './security-headers.ts';

export const BOARD_PATH = '/admin/queues';

type Queue = Awaited<ReturnType<QueueView['queues']>>[number];

/**
 * The queues to look at, for administrators. The one thing to do is to retry what failed, which the trail tells; every other
 * change that the board knows is refused here, whatever buttons it shows.
 */
export function createQueueBoard(services: Services, view: QueueView): Hono<AppEnv> {
  const adapter = new HonoAdapter(serveStatic).setBasePath(BOARD_PATH);
  const { setQueues } = createBullBoard({
    queues: [],
    serverAdapter: adapter,
    options: {
      uiConfig: { boardTitle: 'TimeTracker queues', hideDocsLink: true, hideRedisDetails: true },
    },
  });
  const board = new Hono<AppEnv>();
  board.use('*', async (c, next) => {
    requireAdministrator(c.get('principal'));
    setPolicy(c, boardPolicy);
    await next();
  });
  const retry = retryFailed(services, view);
  board.put('/api/queues/:queue/retry/:state', retry);
  board.put('/api/queues/:queue/:job/retry', retry);
  board.put('/api/queues/:queue/:job/retry/:state', retry);
  board.use('*', lookOnly, readableQuestion, async (_c, next) => {
    setQueues(await look(view));
    await next();
  });
  for (const path of ['/queue/:queue', '/queue/:queue/*'])
    board.get(path, async (c, next) => {
      const named = c.req.param('queue');
      if (!(await view.queues()).some(({ name }) => name === named)) throw nothingAt(c.req.path);
      await next();
    });
  board.use('*', inOwnWords);
  board.route('/', adapter.registerPlugin());
  // What the board does not know is no page of the interface either.
  board.all('*', (c) => {
    throw nothingAt(c.req.path);
  });
  return board;
}

/** @throws {AppError} unavailable while the queue's server is away */
async function look(view: QueueView): Promise<BullMQAdapter[]> {
  try {
    return await Promise.all((await view.queues()).map(shown));
  } catch (error) {
    throw cannotLook(error);
  }
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
