import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readIfExists, writePrivateFile } from '@timetracker/process';
import { type Account, serverAccount } from './account.ts';
import { type Binaries, runnableBinaries } from './binaries.ts';
import { commonPlace } from './common-place.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { identify } from './process-identity.ts';
import { canEnter } from './reach.ts';

const run = promisify(execFile);

/** A database cluster that is ready to be served. */
export interface Cluster {
  directory: string;
  binaries: Binaries;
  /** Whom PostgreSQL runs as, `undefined` for the account of this process. */
  account: Account | undefined;
  /** Of the superuser `postgres`. */
  password: string;
}

/**
 * The cluster of a DATA_DIR, created when it has none. It is `DATA_DIR/postgres`: a directory, or a symbolic link to
 * one elsewhere when PostgreSQL's account may not enter DATA_DIR. The caller must hold DATA_DIR.
 *
 * @param options.sync false leaves a new cluster to the operating system's cache, for tests
 * @throws {EmbeddedPostgresError} when the cluster there cannot be used: another major version, another owner, gone
 */
export async function openCluster(dataDir: string, options: { sync: boolean }): Promise<Cluster> {
  const existing = await existingCluster(join(dataDir, 'postgres'));
  const account = await serverAccount(existing);
  const binaries = await runnableBinaries(account);
  const password = await clusterPassword(join(dataDir, 'postgres-password'), existing);
  const cluster = { binaries, account, password };
  if (existing === undefined)
    return { ...cluster, directory: await createCluster(dataDir, cluster, options) };
  await checkVersion(existing, binaries.major);
  if (await canEnter(account, existing)) return { ...cluster, directory: existing };
  throw new EmbeddedPostgresError(
    `PostgreSQL (uid ${account?.uid ?? process.getuid?.()}) may not enter ${existing}: move DATA_DIR to where it may.`,
  );
}

async function existingCluster(path: string): Promise<string | undefined> {
  if ((await lstat(path).catch(() => undefined)) === undefined) return undefined;
  try {
    return await realpath(path);
  } catch {
    throw new EmbeddedPostgresError(
      `The database that ${path} points to is gone: remove ${dirname(path)} to start afresh.`,
    );
  }
}

async function checkVersion(directory: string, major: string): Promise<void> {
  const found = (
    await readFile(join(directory, 'PG_VERSION'), 'utf8').catch(() => 'an unknown version')
  ).trim();
  if (found === major) return;
  throw new EmbeddedPostgresError(
    `${directory} holds data of PostgreSQL ${found}, this release runs ${major}: dump it with the release that wrote it and restore, or choose another DATA_DIR.`,
  );
}

/** The password is there before the cluster is, so that an interruption leaves no cluster without one. */
async function clusterPassword(file: string, existing: string | undefined): Promise<string> {
  const found = await readIfExists(file);
  if (found !== undefined) return found.trim();
  if (existing !== undefined) {
    throw new EmbeddedPostgresError(
      `${file}, the password of the database in ${existing}, is missing: restore it.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  await writePrivateFile(file, `${password}\n`);
  return password;
}

async function createCluster(
  dataDir: string,
  { binaries, account, password }: Omit<Cluster, 'directory'>,
  { sync }: { sync: boolean },
): Promise<string> {
  const elsewhere =
    account !== undefined && !(await canEnter(account, dataDir)) ? await commonPlace(account) : undefined;
  const parent = elsewhere ?? dataDir;
  await removeInterrupted(parent);
  const partial = join(parent, `postgres-init-${process.pid}-${randomUUID()}`);
  const directory = join(parent, elsewhere === undefined ? 'postgres' : `cluster-${randomUUID()}`);
  await mkdir(partial, { mode: 0o700 });
  try {
    await writeFile(join(partial, 'password'), password, { mode: 0o600 });
    if (account)
      await Promise.all(
        [partial, join(partial, 'password')].map((path) => chown(path, account.uid, account.gid)),
      );
    await initdb(partial, binaries, account, sync);
    await rename(join(partial, 'data'), directory);
    if (elsewhere !== undefined) await symlink(directory, join(dataDir, 'postgres'));
    return directory;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function initdb(
  parent: string,
  { directory }: Binaries,
  account: Account | undefined,
  sync: boolean,
): Promise<void> {
  const args = [
    ['--pgdata', join(parent, 'data')],
    ['--pwfile', join(parent, 'password')],
    ['--username', 'postgres'],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    // Needs no locale of the operating system, and sorts the same on every one of them.
    ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
    ['--data-checksums'],
    sync ? [] : ['--no-sync'],
  ].flat();
  try {
    await run(join(directory, 'bin', 'initdb'), args, {
      cwd: '/',
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      ...account,
    });
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string };
    const reason =
      /^initdb: (?:error|detail): (.*)$/m.exec(stderr)?.[1] ?? stderr.trim().split('\n').at(-1) ?? message;
    throw new EmbeddedPostgresError(`The database could not be created in ${parent}: ${reason}`);
  }
}

async function removeInterrupted(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = /^postgres-init-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || (await identify(Number(pid))) !== undefined) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}
