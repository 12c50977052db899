import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Account } from './account.ts';
import type { Cluster } from './cluster.ts';
import { stopSteps } from './leftover.ts';

/** A PostgreSQL server that accepts connections. */
export interface Postmaster {
  pid: number;
  /** Resolves when the process has ended, however it came to it, with the words for it. */
  exited: Promise<string>;
  /** Stops it, breaking off open transactions; resolves when the process has ended. */
  stop(): Promise<void>;
}

/** The server ended before it accepted connections. */
export class PostmasterFailure extends Error {
  override name = 'PostmasterFailure';
  /** What the server said last, line by line. */
  readonly lines: readonly string[];

  constructor(lines: readonly string[], reason: string) {
    super(
      lines.findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(?:FATAL|PANIC):\s*/, '') ?? reason,
    );
    this.lines = lines;
  }
}

/**
 * Starts a server on a cluster; resolves when it accepts connections.
 * @param log receives the lines of the server's log
 * @throws {PostmasterFailure} when the server gives up
 */
export async function startPostmaster(
  { directory, binaries, account }: Cluster,
  settings: Record<string, string>,
  log: (line: string) => void,
): Promise<Postmaster> {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(binaries.directory, 'bin', 'postgres'), ['-D', directory, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    // A group of its own: Ctrl-C in a terminal must not stop the database before those who use it.
    detached: true,
    ...account,
  });
  const exited = exitOf(child);
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      log(line);
      if (lines.push(line) > 20) lines.shift();
      if (line.includes('database system is ready to accept connections')) resolve();
    });
    child.once('error', (error) => reject(new PostmasterFailure(lines, error.message)));
    child.once('close', () => void exited.then((reason) => reject(new PostmasterFailure(lines, reason))));
  });
  const pid = child.pid ?? 0;
  const watchdog = watch(pid, account);
  void exited.then(() => watchdog.kill('SIGKILL'));
  return { pid, exited, stop: () => stop(child, exited) };
}

function exitOf(child: ChildProcess): Promise<string> {
  return once(child, 'exit').then(
    ([code, signal]) => (signal === null ? `exit code ${code}` : String(signal)),
    (error: Error) => error.message,
  );
}

/**
 * A shell that waits for the end of this process, seen as the end of its input, and then stops the server: nothing
 * else would when this process is killed. It runs as the server's account, so that it can signal nobody else's.
 */
function watch(pid: number, account: Account | undefined): ChildProcess {
  const watchdog = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    detached: true,
    ...account,
  });
  watchdog.on('error', () => undefined);
  watchdog.stdin.on('error', () => undefined);
  watchdog.unref();
  if ('unref' in watchdog.stdin && typeof watchdog.stdin.unref === 'function') watchdog.stdin.unref();
  return watchdog;
}

async function stop(child: ChildProcess, exited: Promise<string>): Promise<void> {
  for (const { signal, ms } of stopSteps) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    child.kill(signal);
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), ms);
    await Promise.race([exited, once(timer.signal, 'abort')]);
    clearTimeout(timeout);
  }
}
