import { logLine } from '@timetracker/process';
import type { Env } from '@timetracker/shared/env';

/**
 * Passes the log of the embedded PostgreSQL on: all of it at LOG_LEVEL debug and trace, else only what ends it or a
 * connection. Its errors are those of statements, which the process that sent the statement reports itself.
 */
export function databaseLog(level: Env['LOG_LEVEL']): (line: string) => void {
  if (level === 'silent') return () => undefined;
  const everything = level === 'debug' || level === 'trace';
  return (line) => {
    const isFatal = /\b(?:FATAL|PANIC):/.test(line);
    if (isFatal || everything) logLine(isFatal ? 'warn' : 'debug', 'postgres', line);
  };
}
