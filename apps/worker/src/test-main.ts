import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const main = fileURLToPath(new URL('main.ts', import.meta.url));

/**
 * The worker as a process of its own.
 * @param flags for Node, such as a limit of its memory
 */
export const forkMain = (variables: Record<string, string>, flags: readonly string[] = []): ChildProcess =>
  fork(main, {
    env: { ...process.env, LOG_LEVEL: 'warn', DATABASE_URL: '', REDIS_URL: '', ...variables },
    execArgv: [...flags],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });

/** Ends a process. @returns its exit code; null: it was killed */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
}
