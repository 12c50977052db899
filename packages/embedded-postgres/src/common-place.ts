import { lstat, mkdir } from 'node:fs/promises';
import type { Account } from './account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { canEnter } from './reach.ts';

const places = ['/var/lib/timetracker-activity', '/var/tmp/timetracker-activity'];

/**
 * A directory of root's that the account may enter, for what PostgreSQL needs when the repository or DATA_DIR is
 * closed to it: a copy of the binaries, and clusters. Created when missing.
 * @throws {EmbeddedPostgresError} when there is none
 */
export async function commonPlace(account: Account): Promise<string> {
  for (const place of places) {
    if ((await isOurs(place)) && (await canEnter(account, place))) return place;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL (uid ${account.uid}) can reach neither ${places.join(' nor ')}: move the repository and DATA_DIR to a directory that everybody may enter, or set DATABASE_URL.`,
  );
}

/** /var/tmp is open to everybody: a directory that somebody else put there is not used. */
async function isOurs(place: string): Promise<boolean> {
  const umask = process.umask(0o022);
  try {
    await mkdir(place, { mode: 0o755 });
  } catch {
    // It exists, or its parent cannot be written to: the next line tells.
  } finally {
    process.umask(umask);
  }
  const found = await lstat(place).catch(() => undefined);
  return found !== undefined && found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
}
