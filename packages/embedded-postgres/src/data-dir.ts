import { randomUUID } from 'node:crypto';
import { link, mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfExists } from '@timetracker/process';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';

/** DATA_DIR, held by this process. */
export interface HeldDataDir {
  /** Its absolute path. */
  path: string;
  /** Lets other processes have it. */
  release(): Promise<void>;
}

/**
 * Creates DATA_DIR when missing and takes it for this process. The lock of a process that was killed does not count.
 * @param dataDir path of the directory
 * @param holder what this process is, for the message that others get: 'npm start'
 * @throws {EmbeddedPostgresError} naming the process that holds it, or why it cannot be written to
 */
export async function holdDataDir(dataDir: string, holder: string): Promise<HeldDataDir> {
  const path = await makeDataDir(dataDir);
  const lock = join(path, 'lock');
  const content = JSON.stringify({ ...(await identify(process.pid)), holder });
  while (!(await acquire(lock, content))) await removeAbandoned(lock, path);
  return {
    path,
    async release() {
      if ((await readIfExists(lock)) === content) await rm(lock, { force: true });
    },
  };
}

async function makeDataDir(dataDir: string): Promise<string> {
  try {
    // Root's is open for passing through, not for looking around: PostgreSQL's account has its cluster in there.
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return await realpath(dataDir);
  } catch (error) {
    throw new EmbeddedPostgresError(`DATA_DIR ${dataDir} cannot be created: ${(error as Error).message}.`);
  }
}

async function acquire(lock: string, content: string): Promise<boolean> {
  const own = `${lock}.${randomUUID()}`;
  try {
    await writeFile(own, content, { mode: 0o600 });
    // A link appears together with its content; a newly created file would be empty for a moment.
    await link(own, lock);
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new EmbeddedPostgresError(`DATA_DIR cannot be written to: ${message}.`);
  } finally {
    await rm(own, { force: true });
  }
}

async function removeAbandoned(lock: string, path: string): Promise<void> {
  const found = await readIfExists(lock);
  if (found === undefined) return;
  const holder = parse(found);
  if (holder !== undefined && (await isRunning(holder))) {
    throw new EmbeddedPostgresError(
      `DATA_DIR ${path} is in use by process ${holder.pid} (${holder.holder}): stop it, or choose another DATA_DIR.`,
    );
  }
  // Of several processes that found the lock abandoned, one renames it. Should it have caught the lock that another
  // one has just made, it puts that back.
  const aside = `${lock}.${randomUUID()}`;
  await rename(lock, aside).catch(() => undefined);
  const caught = await readIfExists(aside);
  if (caught !== undefined && caught !== found) await link(aside, lock).catch(() => undefined);
  await rm(aside, { force: true });
}

function parse(content: string): (ProcessIdentity & { holder: string }) | undefined {
  try {
    const { pid, started, holder } = JSON.parse(content) as Partial<Record<string, unknown>>;
    return typeof pid === 'number' && typeof started === 'string'
      ? { pid, started, holder: String(holder) }
      : undefined;
  } catch {
    return undefined;
  }
}
