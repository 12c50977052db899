import { EnvError } from '@timetracker/shared/env';
import { giveBackMemory } from './give-back-memory.ts';
import { logLine } from './log-line.ts';

const closeDeadlineMs = 10_000;

/** What a process serves. */
export interface Service {
  /** Stops taking new work, finishes what was begun, frees connections. */
  close(): Promise<void>;
}

/**
 * The whole life of a process that a supervisor may have started: starts the service, says `ready` to the supervisor,
 * and closes the service on SIGTERM, when the supervisor dies, or, without a supervisor, on Ctrl-C. The exit code is 0
 * after an orderly close; 1 when the service did not start, did not close within 10 seconds, or an error was caught
 * by nobody, which one JSON line on stdout then tells; a bad setting is one plain line on stderr.
 *
 * @param name of the process, in log lines
 */
export async function supervised(name: string, start: () => Promise<Service>): Promise<void> {
  const hasSupervisor = process.send !== undefined;
  process.on('uncaughtException', (error) => die(name, error));
  process.on('unhandledRejection', (reason) => die(name, reason));
  const starting = start();
  const stop = once(() => void closeAndExit(name, starting));
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
  // A terminal sends Ctrl-C to every process of the group; a supervisor stops its processes in their order.
  process.on('SIGINT', hasSupervisor ? () => undefined : stop);
  try {
    await starting;
  } catch (error) {
    die(name, error);
  }
  if (process.connected) process.send?.('ready');
  giveBackMemory();
}

async function closeAndExit(name: string, starting: Promise<Service>): Promise<void> {
  setTimeout(
    () => die(name, new Error(`did not stop within ${closeDeadlineMs} ms`)),
    closeDeadlineMs,
  ).unref();
  try {
    await (await starting).close();
  } catch (error) {
    die(name, error);
  }
  process.exit(0);
}

function die(name: string, reason: unknown): never {
  // A setting that cannot be used is said in one line for people: a stack would only hide it.
  if (reason instanceof EnvError) {
    process.stderr.write(`${reason.message}\n`);
    process.exit(1);
  }
  const error = reason instanceof Error ? reason : new Error(String(reason));
  logLine('fatal', name, error.message, {
    err: { type: error.name, message: error.message, stack: error.stack },
  });
  process.exit(1);
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
