import { AppError, errorKinds } from '@timetracker/shared';
import type { Logger } from 'pino';
import { toAppError, toErrorBody } from '../errors/errors.ts';
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

/** An answer to whoever asked for what could not be done. */
export interface ErrorAnswer {
  status: (typeof errorKinds)[keyof typeof errorKinds]['status'];
  headers: Record<string, string>;
  body: object;
}

/** Any thrown value as the answer that CONTRACT promises; trouble of our own is written to the log. */
export function errorAnswer(
  log: Logger,
  thrown: unknown,
  request_id: string,
  bodyOf: (error: AppError, request_id: string) => object = toErrorBody,
): ErrorAnswer {
  const error = toAppError(thrown);
  logIfInternal(log, error, request_id);
  const retryAfter = retryAfterOf(error);
  return {
    status: errorKinds[error.kind].status,
    headers: {
      'cache-control': 'no-store',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
    body: bodyOf(error, request_id),
  };
}

/** {@link errorAnswer}, as the app gives it. */
export function answerError(
  c: AppContext,
  log: Logger,
  thrown: unknown,
  bodyOf?: (error: AppError, request_id: string) => object,
): Response {
  const { status, headers, body } = errorAnswer(log, thrown, c.get('requestId'), bodyOf);
  return c.json(body, status, headers);
}

/** The answer for a path that is not there. */
export const nothingAt = (path: string) => new AppError('notFound', `There is nothing at ${path}`);
