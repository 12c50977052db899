import { setTimeout as pause } from 'node:timers/promises';
import { type QueueName, queueNames } from '@timetracker/shared';
import type { Backend } from './backend.ts';
import { createFailureLog, type Log } from './log.ts';
import { openQueue } from './queues.ts';
import { reconnecting } from './reconnecting.ts';

/** Whether a queue stands still because somebody paused it. */
interface QueueState {
  name: QueueName;
  paused: boolean;
}

export interface PauseWatch {
  /** The queues that were paused when they were last looked at. */
  paused: () => QueueName[];
  close: () => Promise<void>;
}

export interface PauseWatchOptions {
  log: Log;
  /** Told at the first look, and when a queue was paused or goes on; told again when it fails. */
  onChange: (queues: readonly QueueState[]) => Promise<void>;
  everyMs?: number;
}

const EVERY_MS = 2_000;

/** Looks again and again whether queues are paused, whoever did it and however. While the server is away, nothing is said. */
export function watchPauses(
  backend: Backend,
  { log, onChange, everyMs = EVERY_MS }: PauseWatchOptions,
): PauseWatch {
  const report = createFailureLog(log, 'paused queues: not looked at, trying again');
  const closing = new AbortController();
  const queues = queueNames.map((name) => ({
    name,
    opened: reconnecting(() => openQueue(backend, name, log)),
  }));
  let states: readonly QueueState[] = [];
  let told: string | undefined;

  const look = async () => {
    states = await Promise.all(
      queues.map(async ({ name, opened }) => ({ name, paused: await (await opened.get()).isPaused() })),
    );
    const now = JSON.stringify(states);
    if (now === told || closing.signal.aborted) return;
    await onChange(states);
    told = now;
  };
  const watch = async () => {
    while (!closing.signal.aborted) {
      try {
        await look();
      } catch (error) {
        if (!closing.signal.aborted) report(error);
      }
      await pause(everyMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  void watch();

  return {
    paused: () => states.flatMap(({ name, paused }) => (paused ? [name] : [])),
    close: async () => {
      closing.abort();
      // Not until the look under way has ended: a connecting that is cut short by closing may never end.
      await Promise.all(queues.map(({ opened }) => opened.close()));
    },
  };
}
