import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { logLine } from '@timetracker/process';
import { type Backoff, standardBackoff } from './backoff.ts';

/** A process of the application. */
export interface ProcessSpec {
  /** As people call it in logs. */
  name: string;
  /** Arguments of node: flags, the program, its own arguments. */
  args: string[];
  env: Record<string, string | undefined>;
  /** Whether it has to be started again when the source of the servers changes. */
  reloads?: boolean;
}

/** A process that is started again whenever it ends. */
export interface KeptProcess {
  /**
   * Resolves when the process has said `ready` for the first time; rejects when it ended several times before it ever
   * did, for then another start would not help either.
   */
  ready: Promise<void>;
  /** Ends the present process in an orderly way, which starts the next one at once. */
  restart: () => void;
  /** Ends it for good; resolves when it has ended. */
  stop: () => Promise<void>;
}

const attemptsToGetReady = 3;
/** A little longer than a process gives itself to close. */
const stopDeadlineMs = 12_000;

/** Starts a process, and starts it again when it ends, later each time, until it is stopped. */
export function keepRunning(spec: ProcessSpec, limits: Backoff = standardBackoff): KeptProcess {
  const ready = Promise.withResolvers<void>();
  // A caller that stops before it is ready does not wait for it.
  ready.promise.catch(() => undefined);
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  let restarting = false;

  const run = async () => {
    let delayMs = limits.firstMs;
    let wasReady = false;
    for (let attempt = 1; !stopping.signal.aborted; attempt++) {
      const startedAt = Date.now();
      child = start(spec);
      child.on('message', (message) => {
        if (message !== 'ready') return;
        wasReady = true;
        ready.resolve();
      });
      const end = await endOf(child);
      if (stopping.signal.aborted) break;
      if (restarting) {
        restarting = false;
        continue;
      }
      if (!wasReady && attempt >= attemptsToGetReady) {
        ready.reject(new Error(`The ${spec.name} does not start: ${end}.`));
        break;
      }
      if (Date.now() - startedAt >= limits.healthyMs) delayMs = limits.firstMs;
      logLine('error', 'supervisor', `${spec.name} ended: ${end}; it starts again in ${delayMs} ms`);
      await delay(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      delayMs = Math.min(delayMs * 2, limits.longestMs);
    }
  };
  const ended = run();

  return {
    ready: ready.promise,
    restart() {
      restarting = child?.kill('SIGTERM') ?? false;
    },
    async stop() {
      stopping.abort();
      child?.kill('SIGTERM');
      const force = setTimeout(() => {
        logLine(
          'error',
          'supervisor',
          `${spec.name} did not stop within ${stopDeadlineMs} ms and was killed`,
        );
        child?.kill('SIGKILL');
      }, stopDeadlineMs);
      await ended;
      clearTimeout(force);
    },
  };
}

function start({ args, env }: ProcessSpec): ChildProcess {
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = await once(child, 'exit');
    return signal === null ? `exit code ${code}` : String(signal);
  } catch (error) {
    return (error as Error).message;
  }
}
