import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** A checkout of the product with its dependencies, whose processes are started as an operator starts them. */
export interface Release {
  directory: string;
  /** Runs `scripts/migrate.ts`. @returns what it said on stderr */
  migrate: (env: Variables) => Promise<string>;
  /** Runs a command of the command line. @returns what it printed, as JSON */
  command: (args: readonly string[], env: Variables) => Promise<unknown>;
  /** Starts API or worker, and waits until it is ready. */
  start: (process: 'api' | 'worker', env: Variables) => Promise<Started>;
}

type Variables = Record<string, string>;

export interface Started {
  /** What it logged as warnings and errors: the message, with a reason where there is one. */
  complaints: string[];
  /** Asks it to finish. @returns its exit code */
  stop: () => Promise<number | null>;
}

const run = promisify(execFile);
const LONGEST_RUN_MS = 180_000;

export function releaseIn(directory: string): Release {
  const bin = join(directory, 'node_modules', '.bin');
  const node = join(directory, 'node_modules', 'node', 'bin', 'node');
  const options = (env: Variables) => ({
    cwd: directory,
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, ...env },
    timeout: LONGEST_RUN_MS,
  });
  return {
    directory,
    migrate: async (env) => (await run(node, ['scripts/migrate.ts'], options(env))).stderr,
    command: async (args, env) =>
      JSON.parse((await run(node, ['apps/cli/src/main.ts', ...args, '--json'], options(env))).stdout),
    start: (name, env) => {
      const main = `apps/${name}/src/main.ts`;
      return started(
        spawn(node, [main], { ...options(env), timeout: 0, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] }),
      );
    },
  };
}

async function started(child: ChildProcess): Promise<Started> {
  const complaints: string[] = [];
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { level, msg, err } = JSON.parse(line) as {
        level: number;
        msg: string;
        err?: { message: string };
      };
      if (level >= 40) complaints.push(err ? `${msg}: ${err.message}` : msg);
    });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${child.spawnargs.join(' ')} ended with ${String(code)} before it was ready`);
    }),
  ]);
  return {
    complaints,
    stop: async () => {
      if (child.exitCode !== null) return child.exitCode;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
      return child.exitCode;
    },
  };
}
