import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { nodeFlags, nodeVariables } from '@timetracker/process';

/** A server of the benchmark in a process of its own, as in production. */
export interface ServerProcess {
  /** The most memory that it held (RSS) since the start or since that was forgotten, MB. */
  peakMemory: () => Promise<number>;
  forgetPeak: () => Promise<void>;
  isAlive: () => boolean;
  /** Asks it to finish; with SIGKILL, ends it at once. */
  stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

/** Starts a program that says `ready` to whoever started it; resolves then. */
export async function startProcess(
  program: string,
  env: Record<string, string | undefined>,
): Promise<ServerProcess> {
  const child: ChildProcess = spawn(process.execPath, [...nodeFlags, program], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', ...nodeVariables, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ready = Promise.withResolvers<void>();
  child.on('message', (message) => message === 'ready' && ready.resolve());
  child.on('exit', (code) => ready.reject(new Error(`${program} ended with ${code}`)));
  await ready.promise;
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    // What the kernel takes as: the most is now (proc_pid_clear_refs(5)).
    forgetPeak: () => writeFile(`/proc/${child.pid}/clear_refs`, '5'),
    peakMemory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_000);
    },
    isAlive,
    stop: async (signal = 'SIGTERM') => {
      if (!isAlive()) return;
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}
