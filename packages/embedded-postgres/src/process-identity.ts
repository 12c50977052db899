import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process that a file can name for longer than the process lives: ids are reused, ids with a start time are not. */
export interface ProcessIdentity {
  pid: number;
  /** When it was started: clock ticks since boot on Linux, the words of `ps` elsewhere. */
  started: string;
}

/** The identity of a running process, `undefined` when there is none of this id. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const started = process.platform === 'linux' ? await startTicks(pid) : await startDate(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether the very process that the identity was taken of still runs. */
export async function isRunning({ pid, started }: ProcessIdentity): Promise<boolean> {
  return (await identify(pid))?.started === started;
}

/** The command line of a running process, arguments separated by spaces; empty when there is no such process. */
export async function commandLine(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') {
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
    }
    return (await run('ps', ['-ww', '-o', 'args=', '-p', String(pid)])).stdout.trim();
  } catch {
    return '';
  }
}

async function startTicks(pid: number): Promise<string | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may contain spaces and parentheses.
    const [state, ...rest] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : rest[18];
  } catch {
    return undefined;
  }
}

async function startDate(pid: number): Promise<string | undefined> {
  try {
    return (await run('ps', ['-o', 'lstart=', '-p', String(pid)])).stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
