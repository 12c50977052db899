import type { EventEmitter } from 'node:events';

/** Where the queue says what went wrong; a pino logger fits. */
export interface Log {
  warn: (facts: object, message: string) => void;
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
    log.warn({ err: error }, message);
  };
}

/** Logs an emitter's errors. An 'error' event that nobody listens to would end the process. */
export const logErrors = (emitter: Pick<EventEmitter, 'on'>, report: (error: unknown) => void): void => {
  emitter.on('error', report);
};
