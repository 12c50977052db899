import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { commonPlace } from './common-place.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { canRunPostgres } from './reach.ts';

/** PostgreSQL's programs: `directory` holds `bin`, `lib` and `share`. */
export interface Binaries {
  directory: string;
  /** Version of the npm package, which starts with PostgreSQL's own. */
  version: string;
  /** PostgreSQL's major version, as in a cluster's PG_VERSION: '18'. */
  major: string;
}

/**
 * PostgreSQL's programs in a place where the account can run them: those of the npm package, or a copy of them when
 * the repository is in a directory that the account may not enter.
 * @throws {EmbeddedPostgresError} when there are none for this platform, or they do not run on it
 */
export async function runnableBinaries(account: Account | undefined): Promise<Binaries> {
  const installed = await installedBinaries();
  if (await canRunPostgres(account, installed.directory)) return installed;
  const copied = account && { ...installed, directory: await copyToCommonPlace(installed, account) };
  if (copied && (await canRunPostgres(account, copied.directory))) return copied;
  throw new EmbeddedPostgresError(
    `The PostgreSQL binaries in ${copied?.directory ?? installed.directory} do not run on this machine: set DATABASE_URL to use another server.`,
  );
}

async function installedBinaries(): Promise<Binaries> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(wrapper).resolve(platform)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { directory: join(root, 'native'), version, major: version.split('.')[0] ?? version };
  } catch {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for this platform (${platform} is not installed): set DATABASE_URL to use another server.`,
    );
  }
}

async function copyToCommonPlace({ directory, version }: Binaries, account: Account): Promise<string> {
  const place = await commonPlace(account);
  const target = join(place, `postgres-${version}-${process.arch}`);
  if (await canRunPostgres(account, target)) return target;
  const partial = await mkdtemp(join(place, 'copy-'));
  try {
    await cp(directory, partial, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a') && !source.endsWith('/pkgconfig'),
    });
    await makeReadable(partial);
    // Another start may have been faster: its copy is as good.
    await rename(partial, target).catch(() => undefined);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return target;
}

/** The installation may have been made under a umask that keeps other accounts out. */
async function makeReadable(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const executable = ((await stat(path)).mode & 0o100) !== 0;
    await chmod(path, executable ? 0o755 : 0o644);
  }
}
