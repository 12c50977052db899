import { type Env, EnvError } from '@timetracker/shared';

/** The API needs a database, and a secret with which its sessions outlive a restart. */
export type ApiEnv = Env & { DATABASE_URL: string; AUTH_SECRET: string };

/** @throws {EnvError} naming what is missing */
export function requireApiEnv(env: Env): ApiEnv {
  const { DATABASE_URL, AUTH_SECRET } = env;
  if (!DATABASE_URL) throw new EnvError('DATABASE_URL: is required to start the API');
  if (!AUTH_SECRET) throw new EnvError('AUTH_SECRET: is required (openssl rand -base64 32)');
  return { ...env, DATABASE_URL, AUTH_SECRET };
}
