import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A process of the product, started as `npm start` starts it. */
export interface Child {
  pid: number | undefined;
  /** Ends it at once, as a crash would. */
  kill: () => Promise<void>;
  /** Asks it to finish. @returns its exit code */
  stop: () => Promise<number | null>;
}

/** Starts a main file (its path from the root) and waits until it says that it is ready. @param flags of Node */
export async function startChild(
  main: string,
  env: Record<string, string>,
  flags: readonly string[] = [],
): Promise<Child> {
  const child = fork(resolve(root, main), {
    execArgv: [...flags],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${main} ended with ${String(code)} before it was ready`);
    }),
  ]);
  return {
    pid: child.pid,
    kill: () => ended(child, 'SIGKILL').then(() => undefined),
    stop: () => ended(child, 'SIGTERM'),
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
}
