import { type Env, EnvError, requireAuthSecret } from '@timetracker/shared/env';

/** The API needs a database, and a secret with which its sessions outlive a restart. */
export type ApiEnv = Env & { DATABASE_URL: string; AUTH_SECRET: string };

/** @throws {EnvError} naming what is missing */
export function requireApiEnv(env: Env): ApiEnv {
  const { DATABASE_URL } = env;
  if (!DATABASE_URL) throw new EnvError('DATABASE_URL: is required to start the API');
  return { ...env, DATABASE_URL, AUTH_SECRET: requireAuthSecret(env) };
}
