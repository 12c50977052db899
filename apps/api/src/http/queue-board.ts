import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { HonoAdapter } from '@bull-board/hono';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { QueueView } from '../queue-view.ts';
import type { AppEnv } from './app-env.ts';
import { requireAdministrator } from './require-administrator.ts';
import { boardPolicy, setPolicy } from './security-headers.ts';

export const BOARD_PATH = '/admin/queues';

/** The queues to look at and to repair, for administrators. */
export function createQueueBoard(view: QueueView): Hono<AppEnv> {
  const adapter = new HonoAdapter(serveStatic).setBasePath(BOARD_PATH);
  const { setQueues } = createBullBoard({
    queues: [],
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'TimeTracker queues', hideDocsLink: true } },
  });
  const board = new Hono<AppEnv>();
  board.use('*', async (c, next) => {
    requireAdministrator(c.get('principal'));
    setQueues((await view.queues()).map((queue) => new BullMQAdapter(queue)));
    setPolicy(c, boardPolicy);
    await next();
  });
  board.route('/', adapter.registerPlugin());
  return board;
}
