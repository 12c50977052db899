import { AppError } from '@timetracker/shared';
import { z } from 'zod';
import type { Middleware } from '../http/app-env.ts';

/** A page of jobs is read whole, with what the jobs carry. */
const MOST_JOBS = 100;
const MOST_PAGES = 1_000_000;

const states = [
  'latest',
  'active',
  'waiting',
  'waiting-children',
  'prioritized',
  'completed',
  'failed',
  'delayed',
  'paused',
] as const;

const whole = (most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,7}$/.test(text) && Number(text) >= 1 && Number(text) <= most, {
      message: `must be a whole number between 1 and ${most}`,
    })
    .optional();

const decodable = (text: string) => {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
};

/** What the board asks of the queues. What is empty is not asked. */
const question = z.looseObject({
  activeQueue: z.string().refine(decodable, 'must be the name of a queue').optional(),
  status: z.enum(states, `must be one of ${states.join(', ')}`).optional(),
  page: whole(MOST_PAGES),
  jobsPerPage: whole(MOST_JOBS),
});

/** @throws {ZodError} for a question that the board would answer with an error of its own, or at any length */
export const readableQuestion: Middleware = async (c, next) => {
  question.parse(Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== '')));
  await next();
};

/** Errors that the board answers in a form of its own, in that of the contract. @throws {AppError} instead of them */
export const inOwnWords: Middleware = async (c, next) => {
  await next();
  const { res } = c;
  if (res.status < 400 || c.error) return;
  throw refusal(res.status, await res.clone().text(), c.req.path);
};

function refusal(status: number, said: string, path: string): AppError {
  if (status === 404) return new AppError('notFound', `There is no such queue or job: ${path}`);
  if (status === 405 || status === 403)
    return new AppError('forbidden', 'This queue has nothing of this to look at');
  if (status < 500) return new AppError('invalid', 'The queue board cannot read what was asked of it');
  return cannotLook(new Error(`the queue board answered ${status}: ${said}`));
}

/** The queue's server is away, or does not answer as it should. */
export const cannotLook = (cause: unknown) =>
  new AppError('unavailable', 'The queues cannot be looked at at the moment; try again', { cause });
