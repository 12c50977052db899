import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

const run = promisify(execFile);

/** The operating system account a process runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * The account PostgreSQL runs as: `undefined` stands for the account of this process. PostgreSQL refuses to run as
 * root, therefore root lends it another one: the owner of an existing cluster, else `postgres` (created when there is
 * none), else `nobody`. initdb looks its account up by name, so an unnamed user id would not do.
 *
 * @param cluster directory of a cluster that exists already
 * @throws {EmbeddedPostgresError} when the cluster belongs to somebody else, or no account can be found
 */
export async function serverAccount(cluster: string | undefined): Promise<Account | undefined> {
  const own = process.getuid?.() ?? 0;
  const owner = cluster === undefined ? undefined : await stat(cluster);
  if (own !== 0) {
    if (owner !== undefined && owner.uid !== own) {
      throw new EmbeddedPostgresError(
        `${cluster} belongs to another user (uid ${owner.uid}): start as that user, or choose another DATA_DIR.`,
      );
    }
    return undefined;
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = (await find('postgres')) ?? (await create('postgres')) ?? (await find('nobody'));
  if (account !== undefined) return account;
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and no other account could be found or created: start as an ordinary user, or set DATABASE_URL.',
  );
}

async function find(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function create(name: string): Promise<Account | undefined> {
  // Another start may be creating the same account: what counts is whether it is there afterwards.
  await run('groupadd', ['--system', name]).catch(() => undefined);
  await run('useradd', [
    '--system',
    '--gid',
    name,
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    name,
  ]).catch(() => undefined);
  return find(name);
}
