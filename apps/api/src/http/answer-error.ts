import { AppError, errorKinds } from '@timetracker/shared';
import type { Logger } from 'pino';
import { toAppError, toErrorBody } from '../errors.ts';
import type { AppContext } from './app-env.ts';

const RETRY_SECONDS = 2;

/** The seconds after which a client may try again; undefined for errors that waiting does not cure. */
export const retryAfterOf = (error: AppError): number | undefined =>
  error.kind === 'tooManyRequests' || error.kind === 'unavailable'
    ? Math.max(1, Math.ceil(error.retryAfter ?? RETRY_SECONDS))
    : undefined;

/** Writes what nobody foresaw to the log, with the id that the caller is told; other errors are the caller's. */
export function logIfInternal(log: Logger, error: unknown, request_id: string): void {
  const { kind, cause } = toAppError(error);
  if (kind === 'internal') log.error({ err: cause ?? error, request_id }, 'internal error');
  else if (kind === 'unavailable') log.warn({ err: cause ?? error, request_id }, 'unavailable');
}

/** Any thrown value as the answer that CONTRACT promises. */
export function answerError(
  c: AppContext,
  log: Logger,
  thrown: unknown,
  bodyOf: (error: AppError, request_id: string) => object = toErrorBody,
): Response {
  const error = toAppError(thrown);
  const request_id = c.get('requestId');
  logIfInternal(log, error, request_id);
  const retryAfter = retryAfterOf(error);
  if (retryAfter !== undefined) c.header('retry-after', String(retryAfter));
  c.header('cache-control', 'no-store');
  return c.json(bodyOf(error, request_id), errorKinds[error.kind].status);
}

/** The answer for a path that is not there. */
export const nothingAt = (path: string) => new AppError('notFound', `There is nothing at ${path}`);
