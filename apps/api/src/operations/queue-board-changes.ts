import { actingAs, recordAudit } from '@timetracker/db';
import { AppError } from '@timetracker/shared';
import type { AppContext, Middleware } from '../http/app-env.ts';
import { requestContext } from '../http/request-context.ts';
import type { Services } from '../trpc/context.ts';
import type { QueueView } from './queue-view.ts';

const SAFE = new Set(['GET', 'HEAD']);
const PAGE = 100;

type Queue = Awaited<ReturnType<QueueView['queues']>>[number];

/** @throws {AppError} forbidden for whatever is no question */
export const lookOnly: Middleware = async (c, next) => {
  if (!SAFE.has(c.req.method))
    throw new AppError(
      'forbidden',
      'The queues can be looked at, and what failed can be tried again; nothing else',
    );
  await next();
};

/**
 * Tries one failed job again, or all failed ones of a queue, and tells the trail in the same step: what is not told is not
 * done, and what was not done is not told.
 * @throws {AppError} forbidden for jobs that have not failed; notFound; conflict when there is nothing to try again
 */
export const retryFailed = (services: Services, view: QueueView) => async (c: AppContext) => {
  const { queue: name, job, state = 'failed' } = c.req.param() as Record<string, string | undefined>;
  if (state !== 'failed') throw new AppError('forbidden', 'Only what failed can be tried again');
  const queue = (await view.queues()).find((one) => one.name === name);
  if (!queue) throw new AppError('notFound', 'There is no such queue');
  const { principal, ip_address, user_agent } = requestContext(services, c, () => undefined);
  const actor = { user_id: principal?.id ?? null, ip_address, user_agent };
  const retried = await actingAs(actor, () =>
    services.db.em.fork().transactional(async (tx) => {
      const ids = job === undefined ? await failedIn(queue) : [job];
      const done = await retryEach(queue, ids, job === undefined);
      if (done.length === 0) throw new AppError('conflict', 'Nothing of this has failed');
      await recordAudit(tx, {
        action: 'retried',
        entity_id: 0,
        entity_name: queue.name,
        extra_data: { queue: queue.name, jobs: done.length, job_ids: done.slice(0, PAGE) },
      });
      return done.length;
    }),
  );
  return job === undefined ? c.json({ retried, skipped: 0 }) : c.body(null, 204);
};

async function failedIn(queue: Queue): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; ; start += PAGE) {
    const page = await queue.getFailed(start, start + PAGE - 1);
    ids.push(...page.flatMap((job) => job?.id ?? []));
    if (page.length < PAGE) return ids;
  }
}

/**
 * @param lenient passes over what is gone
 * @returns what was tried again: not what somebody else has tried again meanwhile, nor what comes after the queue was lost
 */
async function retryEach(queue: Queue, ids: readonly string[], lenient: boolean): Promise<string[]> {
  const done: string[] = [];
  for (const id of ids) {
    try {
      const job = await queue.getJob(id);
      if (!job && !lenient) throw new AppError('notFound', 'There is no such job');
      if (job && (await job.isFailed()) && (await isRetried(job))) done.push(id);
    } catch (error) {
      if (done.length === 0) throw error;
      return done;
    }
  }
  return done;
}

const isRetried = (job: { retry: (state: 'failed') => Promise<void> }): Promise<boolean> =>
  job.retry('failed').then(
    () => true,
    () => false,
  );
