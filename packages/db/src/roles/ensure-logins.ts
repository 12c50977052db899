import { type DatabaseProcess, databaseRoles, UnusableServerError } from '@timetracker/shared';
import pg from 'pg';

/** The addresses of the database for its processes, each with the login of one. */
export type LoginUrls = Partial<Record<DatabaseProcess, string | undefined>>;

// What PostgreSQL says to a login that it does not know, or that comes with another password.
const REFUSED = /^28/;

/**
 * Makes sure that each process can sign in with the name and password of its address, as a member of its role. A login
 * that works already is left as it is, so that whoever owns the tables need not be allowed to create any; so is the
 * owner's own, with which a process may do everything.
 * @param ownerUrl of the migrated database
 * @throws {Error} with one line for people: a login is missing or not a member, and this owner may not change it
 */
export async function ensureLogins(ownerUrl: string, urls: LoginUrls): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'timetracker-migrate' });
  await owner.connect();
  try {
    if (urls.api) await ensureLogin(owner, 'API_DATABASE_URL', urls.api, databaseRoles.api);
    if (urls.worker) await ensureLogin(owner, 'WORKER_DATABASE_URL', urls.worker, databaseRoles.worker);
  } finally {
    await owner.end();
  }
}

async function ensureLogin(owner: pg.Client, variable: string, url: string, role: string): Promise<void> {
  const name = loginOf(url);
  try {
    const { rows: owners } = await owner.query('select current_user as name');
    if (owners[0].name === name) return;
    // Asked only of a login that exists: the server's log would speak of an intruder.
    if (!(await create(owner, url, role)) && !(await signsIn(variable, url))) await setPassword(owner, url);
    const { rows } = await owner.query(`select pg_has_role($1, $2, 'member') as is_member`, [name, role]);
    if (rows[0].is_member !== true)
      await owner.query(`grant ${owner.escapeIdentifier(role)} to ${owner.escapeIdentifier(name)}`);
  } catch (cause) {
    if (cause instanceof UnusableServerError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The database login ${name} cannot be made a member of ${role} (${reason}): create it as docs/operations.md says.`,
      { cause },
    );
  }
}

const loginOf = (url: string) => decodeURIComponent(new URL(url).username);

async function signsIn(variable: string, url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'timetracker-migrate' });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && REFUSED.test(error.code ?? '')) return false;
    throw new UnusableServerError(variable, url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @returns false when a role of this name exists */
async function create(owner: pg.Client, url: string, role: string): Promise<boolean> {
  const name = loginOf(url);
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount !== 0) return false;
  try {
    await owner.query(
      `create role ${owner.escapeIdentifier(name)} login ${passwordOf(owner, url)}
       in role ${owner.escapeIdentifier(role)}`,
    );
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && ['42710', '23505'].includes(error.code ?? '')) return false;
    throw error;
  }
}

async function setPassword(owner: pg.Client, url: string): Promise<void> {
  await owner.query(`alter role ${owner.escapeIdentifier(loginOf(url))} login ${passwordOf(owner, url)}`);
}

function passwordOf(owner: pg.Client, url: string): string {
  const password = decodeURIComponent(new URL(url).password);
  return password === '' ? '' : `password ${owner.escapeLiteral(password)}`;
}
