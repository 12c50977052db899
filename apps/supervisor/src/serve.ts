import { once } from 'node:events';
import { holdDataDir, removeRuntime, writeRuntime } from '@timetracker/embedded-postgres';
import type { Variables } from '@timetracker/process';
import { type Env, requireAuthSecret } from '@timetracker/shared/env';
import { authSecret } from './auth-secret.ts';
import { checkPort } from './check-port.ts';
import { databaseLog } from './database-log.ts';
import { keepDatabase } from './keep-database.ts';
import { keepRunning, type ProcessSpec } from './keep-running.ts';
import { type ProcessLogins, processLogins } from './process-logins.ts';
import { prepareSealKey } from './seal-key.ts';
import { wantsDemo } from './wants-demo.ts';

/** What `serve` runs, and what has to be done before; a value, so that tests can bring their own. */
export interface Application {
  /** The command that holds DATA_DIR, for others to read. */
  command: string;
  /** Whatever does not need the database, done while that starts. */
  build(stopping: AbortSignal): Promise<void>;
  /** Brings the database to the present schema, and fills an empty one. */
  prepareDatabase(variables: Variables, stopping: AbortSignal): Promise<Prepared>;
  /**
   * Started in this order, stopped in the opposite one. The variables name no database; each process gets the login that
   * is its own.
   */
  processes(variables: Variables, logins: ProcessLogins): ProcessSpec[];
  /** Calls back when the processes that reload have to be started again; returns what ends that. */
  onSourceChange?(restart: () => void): () => void;
  /** Tells people how to get in. Called once, also when the start failed after an administrator was created. */
  announce(prepared: Prepared, isReady: boolean): void;
}

/** The outcome of preparing the database: what was created, with generated passwords. */
export interface Prepared {
  admin?: { username: string; password?: string };
  /** Members of the demo workspace, who share a password. */
  demo?: { usernames: string[]; password: string };
}

/**
 * Runs the application from the first check to the last closed connection: resolves when it was asked to stop and
 * nothing of it is left.
 * @param variables the environment that `env` was parsed from
 * @throws an error with one line when it cannot start; then, too, nothing is left
 */
export async function serve(
  env: Env,
  variables: Variables,
  application: Application,
  stopping: AbortSignal,
): Promise<void> {
  await using cleanup = new AsyncDisposableStack();
  if (env.DATABASE_URL !== undefined) requireAuthSecret(env);
  const dataDir = await holdDataDir(env.DATA_DIR, `${application.command}, ${env.APP_URL}`);
  cleanup.defer(() => dataDir.release());
  await checkPort(env.HOST, env.PORT, 'PORT');
  if (env.WORKER_PORT !== undefined) await checkPort('127.0.0.1', env.WORKER_PORT, 'WORKER_PORT');

  const database =
    env.DATABASE_URL === undefined ? keepDatabase(dataDir, databaseLog(env.LOG_LEVEL)) : undefined;
  const [started, built] = await Promise.allSettled([database, application.build(stopping)]);
  if (started.status === 'rejected') throw started.reason;
  const { value: postgres } = started;
  if (postgres) cleanup.defer(() => postgres.stop());
  if (built.status === 'rejected') throw built.reason;

  if (stopping.aborted) return;
  await prepareSealKey(env, dataDir.path);
  const databaseUrl = postgres?.url ?? env.DATABASE_URL ?? '';
  const logins = postgres
    ? await processLogins(databaseUrl, dataDir.path)
    : {
        API_DATABASE_URL: env.API_DATABASE_URL ?? databaseUrl,
        WORKER_DATABASE_URL: env.WORKER_DATABASE_URL ?? databaseUrl,
      };
  const settings: Variables = {
    ...variables,
    APP_URL: env.APP_URL,
    DATA_DIR: dataDir.path,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: env.AUTH_SECRET ?? (await authSecret(dataDir.path)),
    DEMO: wantsDemo(env) ? '1' : '0',
  };
  const prepared = await application.prepareDatabase({ ...settings, ...logins }, stopping);
  let isReady = false;
  // A generated password has to be seen, whatever happens from here on.
  cleanup.defer(() => {
    if (!isReady) application.announce(prepared, isReady);
  });
  if (stopping.aborted) return;
  await writeRuntime(dataDir.path, { databaseUrl, supervisorPid: process.pid, appUrl: env.APP_URL });
  cleanup.defer(() => removeRuntime(dataDir.path));

  const forServers = { ...settings };
  // The servers have no use for the administrator's password, nor for another login than their own.
  for (const name of ['ADMIN_PASSWORD', 'DATABASE_URL', 'API_DATABASE_URL', 'WORKER_DATABASE_URL'])
    delete forServers[name];
  const asked = stopping.aborted ? Promise.resolve() : once(stopping, 'abort').then(() => undefined);
  const kept = application.processes(forServers, logins).map((spec) => {
    const process = keepRunning(spec);
    cleanup.defer(() => process.stop());
    return { ...process, reloads: spec.reloads };
  });
  const stopWatching = application.onSourceChange?.(() => {
    for (const { reloads, restart } of kept) if (reloads) restart();
  });
  if (stopWatching) cleanup.defer(stopWatching);
  await Promise.race([Promise.all(kept.map(({ ready }) => ready)), asked]);
  if (!stopping.aborted) {
    isReady = true;
    application.announce(prepared, isReady);
  }
  await asked;
}
