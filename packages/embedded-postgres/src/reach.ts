import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Account } from './account.ts';

const run = promisify(execFile);

// Asked of the operating system, by a process of that account: reading modes would miss ACLs and mount options.
async function succeeds(account: Account | undefined, script: string, argument: string): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', script, 'sh', argument], { cwd: '/', ...account });
    return true;
  } catch {
    return false;
  }
}

/** Whether an account may use what lies in a directory (search permission on it and on everything above it). */
export function canEnter(account: Account | undefined, directory: string): Promise<boolean> {
  return succeeds(account, 'cd -- "$1"', directory);
}

/** Whether an account can run the PostgreSQL binaries in a directory with `bin`, `lib` and `share`. */
export function canRunPostgres(account: Account | undefined, binaries: string): Promise<boolean> {
  const script =
    'test -x "$1/bin/initdb" && test -r "$1/share/postgresql/postgres.bki" && "$1/bin/postgres" --version';
  return succeeds(account, script, binaries);
}
