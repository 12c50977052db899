import { setTimeout as pause } from 'node:timers/promises';
import { type JobDeclaration, jobs, queueNames, retiredSchedules } from '@timetracker/shared';
import type { Queue } from 'bullmq';
import { assertSchedules } from './assert-schedules.ts';
import type { Backend } from './backend.ts';
import { createFailureLog, type Log } from './log.ts';
import { openQueue } from './queues.ts';
import { reconnecting } from './reconnecting.ts';

export interface Schedules {
  /** Resolves when the queue's server knows the schedules, or on `close`. */
  settled: Promise<void>;
  /**
   * The declared schedules that the server is not known to have: all of a queue until it was told of them, and again from
   * a look that failed on.
   */
  missing: () => string[];
  close: () => Promise<void>;
}

export interface SchedulesOptions {
  log: Log;
  /** How often they are compared with what the server has. */
  everyMs?: number;
  declared?: readonly JobDeclaration[];
  retired?: typeof retiredSchedules;
}

const RETRY_MS = 1_000;
const EVERY_MS = 20_000;

/**
 * Keeps the queues' schedules the declared ones, for as long as the process lives: what the server does not have, or has
 * otherwise, is told to it again, three times a minute and whenever it was away. Those that are listed as retired end;
 * others stay: a newer release knows them. The server keeps a schedule once, whoever says it how often, and goes on by it
 * while no process does. A server that is away is waited for.
 */
export function keepSchedules(
  backend: Backend,
  { log, everyMs = EVERY_MS, declared = jobs, retired = retiredSchedules }: SchedulesOptions,
): Schedules {
  const closing = new AbortController();
  const report = createFailureLog(log, 'schedules: not told yet, trying again');
  const queues = queueNames.map((name) =>
    keepQueue(() => openQueue(backend, name, log), {
      declared: declared.filter((job) => job.queue === name && job.schedule),
      retired: retired.filter((schedule) => schedule.queue === name).map((schedule) => schedule.name),
      everyMs,
      closing: closing.signal,
      report,
    }),
  );
  return {
    settled: Promise.all(queues.map(({ settled }) => settled)).then(() => undefined),
    missing: () => queues.flatMap((queue) => queue.missing()),
    close: async () => {
      closing.abort();
      await Promise.all(queues.map((queue) => queue.close()));
    },
  };
}

interface Kept {
  declared: readonly JobDeclaration[];
  retired: readonly string[];
  everyMs: number;
  closing: AbortSignal;
  report: (error: unknown) => void;
}

/** A queue without schedules, of now or of before, is not even opened. */
function keepQueue(open: () => Queue, { declared, retired, everyMs, closing, report }: Kept) {
  const names = declared.map(({ name }) => name);
  let missing: readonly string[] = names;
  const settled = Promise.withResolvers<void>();
  closing.addEventListener('abort', () => settled.resolve(), { once: true });

  let wake = () => {};
  const opened = reconnecting(() => {
    const queue = open();
    // Connected anew, the server may be another one, or have lost everything.
    queue.getBackend().on('ready', () => wake());
    return queue;
  });

  const look = async (): Promise<number> => {
    try {
      await assertSchedules(await opened.get(), { declared, retired });
      missing = [];
      settled.resolve();
      return everyMs;
    } catch (error) {
      missing = names;
      if (!closing.aborted) report(error);
      return RETRY_MS;
    }
  };
  const keep = async () => {
    while (!closing.aborted) {
      const woken = Promise.withResolvers<void>();
      wake = woken.resolve;
      const waited = new AbortController();
      const rest = pause(await look(), undefined, { signal: AbortSignal.any([closing, waited.signal]) });
      await Promise.race([rest.catch(() => undefined), woken.promise]);
      waited.abort();
    }
  };
  if (declared.length + retired.length === 0) settled.resolve();
  else void keep();

  return { settled: settled.promise, missing: () => [...missing], close: opened.close };
}
