import { UnusableServerError } from '@timetracker/shared';
import pg from 'pg';

/**
 * Makes sure that a database can be connected to.
 * @param variable the setting that names it
 * @throws {UnusableServerError} in one line that names the setting
 */
export async function requireConnection(variable: string, url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'timetracker-migrate',
    connectionTimeoutMillis: 5_000,
  });
  // A connection that is lost says so twice.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new UnusableServerError(variable, url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
