import { writeSync } from 'node:fs';

const levels = { debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };

/** How much a log line matters. */
export type LogLevel = keyof typeof levels;

/**
 * Writes one JSON line to stdout, in the form of the services' own logs; for processes without a logger, and for last
 * words: it is written before the call returns.
 * @param name of the process
 */
export function logLine(
  level: LogLevel,
  name: string,
  msg: string,
  more: Record<string, unknown> = {},
): void {
  const line = JSON.stringify({
    level: levels[level],
    time: Date.now(),
    pid: process.pid,
    name,
    ...more,
    msg,
  });
  try {
    writeSync(1, `${line}\n`);
  } catch {
    // Nobody reads stdout any more.
  }
}
