import type { EventEmitter } from 'node:events';

/** Where the queue says what went wrong; a pino logger fits. */
export interface Log {
  warn: (facts: object, message: string) => void;
}

/**
 * What a log needs to know of an error: its message and code. A database error also carries its whole connection, with
 * the key that cancels its queries.
 */
export function failure(error: unknown): { error: string; code?: string } {
  if (!(error instanceof Error)) return { error: String(error) };
  // Several addresses refused at once come as an error without a message of its own.
  if (error instanceof AggregateError && error.message === '') return failure(error.errors[0]);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { error: error.message, ...(code !== undefined && { code }) };
}

const REPEAT_AFTER_MS = 5_000;

/**
 * A way to log failures that repeat many times a second while a server is away: the first at once, then one every
 * five seconds.
 */
export function createFailureLog(log: Log, message: string): (error: unknown) => void {
  let quietUntil = 0;
  return (error) => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + REPEAT_AFTER_MS;
    log.warn(failure(error), message);
  };
}

/** Logs an emitter's errors. An 'error' event that nobody listens to would end the process. */
export const logErrors = (emitter: Pick<EventEmitter, 'on'>, report: (error: unknown) => void): void => {
  emitter.on('error', report);
};
