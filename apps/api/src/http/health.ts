import { AppError } from '@timetracker/shared';
import { answerError } from './answer-error.ts';
import type { AppContext } from './app-env.ts';
import type { Logger } from 'pino';

const ANSWER_MS = 2_000;

/** A part that the API cannot do its work without, and how to see that it answers. */
export interface Part {
  name: string;
  check: () => Promise<unknown>;
  /** What is not as it should be although the part answers; undefined: nothing. Not being able to say is nothing, too. */
  condition?: () => Promise<string | undefined>;
}

/** GET /api/health/live: the process answers. */
export const live = (c: AppContext) => c.json({ status: 'ok' });

/**
 * GET /api/health/ready: every part answers within two seconds; 503 naming those that do not. The status is `degraded` when all
 * answer but one is in a condition that somebody should look at.
 */
export const ready = (parts: readonly Part[], log: Logger) => async (c: AppContext) => {
  const away = (
    await Promise.all(parts.map(async (part) => ((await answers(part)) ? [] : [part.name])))
  ).flat();
  if (away.length > 0) {
    const issues = away.map((path) => ({ path, message: 'does not answer' }));
    return answerError(c, log, new AppError('unavailable', `${away.join(' and ')} away`, { issues }));
  }
  const conditions = await Promise.all(
    parts.map(
      async ({ name, condition }) => [name, (await condition?.().catch(() => undefined)) ?? 'ok'] as const,
    ),
  );
  const status = conditions.every(([, condition]) => condition === 'ok') ? 'ok' : 'degraded';
  return c.json({ status, parts: Object.fromEntries(conditions) });
};

async function answers(part: Part): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), ANSWER_MS);
  const checked = part.check().then(
    () => true,
    () => false,
  );
  const answered = await Promise.race([checked, late.promise]);
  clearTimeout(timer);
  return answered;
}
