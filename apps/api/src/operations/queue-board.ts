import { loadedOnce } from '@timetracker/process';
import { Hono } from 'hono';
import { nothingAt } from '../http/answer-error.ts';
import type { AppEnv } from '../http/app-env.ts';
import { requireAdministrator } from '../http/require-administrator.ts';
import { boardPolicy, setPolicy } from '../http/security-headers.ts';
import type { Services } from '../trpc/context.ts';
import { cannotLook, inOwnWords, readableQuestion } from './queue-board-answers.ts';
import { lookOnly, retryFailed } from './queue-board-changes.ts';
import type { QueueBoardPages } from './queue-board-pages.ts';
import type { QueueView } from './queue-view.ts';

export const BOARD_PATH = '/admin/queues';

/**
 * The queues to look at, for administrators. The one thing to do is to retry what failed, which the trail tells; every other
 * change that the board knows is refused here, whatever buttons it shows.
 */
export function createQueueBoard(services: Services, view: QueueView): Hono<AppEnv> {
  // For whoever looks first: it is large, and few look.
  const pages = loadedOnce(async () =>
    (await import('./queue-board-pages.ts')).createQueueBoardPages(BOARD_PATH),
  );
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
    await look(view, await pages());
    await next();
  });
  for (const path of ['/queue/:queue', '/queue/:queue/*'])
    board.get(path, async (c, next) => {
      const named = c.req.param('queue');
      if (!(await view.queues()).some(({ name }) => name === named)) throw nothingAt(c.req.path);
      await next();
    });
  // What the board does not know is no page of the interface either.
  board.use('*', inOwnWords);
  board.all('*', async (c) => (await pages()).answer(c));
  return board;
}

/** @throws {AppError} unavailable while the queue's server is away */
async function look(view: QueueView, pages: QueueBoardPages): Promise<void> {
  try {
    await pages.show(await view.queues());
  } catch (error) {
    throw cannotLook(error);
  }
}
