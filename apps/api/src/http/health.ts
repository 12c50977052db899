import { AppError } from '@timetracker/shared';
import { answerError } from './answer-error.ts';
import type { AppContext } from './app-env.ts';
import type { Logger } from 'pino';

const ANSWER_MS = 2_000;

/** A part that the API cannot do its work without, and how to see that it answers. */
export interface Part {
  name: string;
  check: () => Promise<unknown>;
}

/** GET /api/health/live: the process answers. */
export const live = (c: AppContext) => c.json({ status: 'ok' });

/** GET /api/health/ready: every part answers within two seconds; 503 naming those that do not. */
export const ready = (parts: readonly Part[], log: Logger) => async (c: AppContext) => {
  const away = (
    await Promise.all(parts.map(async (part) => ((await answers(part)) ? [] : [part.name])))
  ).flat();
  if (away.length > 0) {
    const issues = away.map((path) => ({ path, message: 'does not answer' }));
    return answerError(c, log, new AppError('unavailable', `${away.join(' and ')} away`, { issues }));
  }
  return c.json({ status: 'ok', parts: Object.fromEntries(parts.map(({ name }) => [name, 'ok'])) });
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
