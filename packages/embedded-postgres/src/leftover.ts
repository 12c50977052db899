import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readIfExists } from '@timetracker/process';
import { commandLine } from './process-identity.ts';

/** How a postmaster is asked to stop: fast, then at once, then by force; each with the time it is given, in ms. */
export const stopSteps = [
  { signal: 'SIGINT', ms: 10_000 },
  { signal: 'SIGQUIT', ms: 5_000 },
  { signal: 'SIGKILL', ms: 5_000 },
] as const;

/**
 * Clears what an earlier server of this cluster left behind when its supervisor was killed: a postmaster that still
 * runs is stopped, and a lock file that now names an unrelated process stops blocking the start. The caller must hold
 * DATA_DIR, or this would stop a server that is in use.
 */
export async function clearLeftover(directory: string): Promise<void> {
  const file = join(directory, 'postmaster.pid');
  const pid = Number.parseInt((await readIfExists(file)) ?? '', 10);
  if (!Number.isInteger(pid)) return;
  for (const { signal, ms } of stopSteps) {
    if (!(await isPostmasterOf(directory, pid))) break;
    process.kill(pid, signal);
    await gone(directory, pid, ms);
  }
  const unrelated = (await commandLine(pid)) !== '';
  if (unrelated) await nameThisProcess(file);
}

async function isPostmasterOf(directory: string, pid: number): Promise<boolean> {
  return (await commandLine(pid)).includes(`-D ${directory} `);
}

async function gone(directory: string, pid: number, ms: number): Promise<void> {
  const deadline = Date.now() + ms;
  while (Date.now() < deadline && (await isPostmasterOf(directory, pid))) await delay(20);
}

/**
 * PostgreSQL takes any living process that its lock file names for a postmaster, except its own parent. The rest of
 * the file stays: with it, PostgreSQL checks that no orphaned backend still writes to the cluster.
 */
async function nameThisProcess(file: string): Promise<void> {
  const [, ...rest] = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, [String(process.pid), ...rest].join('\n'));
}
