import { withTimeout } from '@timetracker/queue';
import { AppError } from '@timetracker/shared';
import type { Logger } from 'pino';
import { answerError } from '../http/answer-error.ts';
import type { AppContext } from '../http/app-env.ts';

const ANSWER_MS = 2_000;

/** A part of the system, and how to see that it answers. */
export interface Part {
  name: string;
  /** What is said of it while it does not answer; without, the API cannot serve without it. */
  whileAway?: string;
  check: () => Promise<unknown>;
  /** What is not as it should be although the part answers; undefined: nothing. Not being able to say is nothing, too. */
  condition?: () => Promise<string | undefined>;
}

/** GET /api/health/live: the process answers. */
export const live = (c: AppContext) => c.json({ status: 'ok' });

/**
 * GET /api/health/ready: whether the API can serve. 503 naming the parts that it cannot do without and that do not answer
 * within two seconds. The status is `degraded` when another part is away, or in a condition that somebody should look at.
 */
export const ready = (parts: readonly Part[], log: Logger) => async (c: AppContext) => {
  const found = await Promise.all(parts.map(async (part) => ({ part, there: await answers(part) })));
  const missing = found.flatMap(({ part, there }) => (there || part.whileAway ? [] : [part.name]));
  if (missing.length > 0) {
    const issues = missing.map((path) => ({ path, message: 'does not answer' }));
    return answerError(c, log, new AppError('unavailable', `${missing.join(' and ')} away`, { issues }));
  }
  const conditions = await Promise.all(
    found.map(async ({ part, there }) => [part.name, await conditionOf(part, there)] as const),
  );
  const status = conditions.every(([, condition]) => condition === 'ok') ? 'ok' : 'degraded';
  return c.json({ status, parts: Object.fromEntries(conditions) });
};

const conditionOf = async ({ whileAway, condition }: Part, there: boolean): Promise<string> =>
  there ? ((await condition?.().catch(() => undefined)) ?? 'ok') : (whileAway ?? 'away');

const answers = ({ name, check }: Part): Promise<boolean> =>
  withTimeout(ANSWER_MS, check(), name).then(
    () => true,
    () => false,
  );
