import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { type Database, migrate, openDatabase, requireSchema } from '@timetracker/db';
import { readRuntime, startEmbeddedPostgres } from '@timetracker/embedded-postgres';
import { readEnvironment } from '@timetracker/process';
import type { Env } from '@timetracker/shared/env';

/** The environment of a command. */
export type CommandEnv = Env & { AUTH_SECRET: string };

/** A database that can be connected to, until it is let go. */
interface Reachable {
  url: string;
  letGo: () => Promise<void>;
}

const nothingToDo = () => Promise.resolve();
const SECRET_BYTES = 32;

/**
 * Runs `work` on the database: that of DATABASE_URL, else the embedded one of a running `npm start` on the same
 * DATA_DIR, else the embedded one, started for the duration.
 * @throws {EnvError} for a bad variable; {OldSchemaError} for a database that is older than this release; {EmbeddedPostgresError} when the embedded database cannot be started
 */
export async function withDatabase<Result>(
  work: (database: Database, env: CommandEnv, url: string) => Promise<Result>,
): Promise<Result> {
  const env = commandEnv();
  const { url, letGo } = await reach(env);
  try {
    const database = await openDatabase(url, { applicationName: 'timetracker-cli', poolSize: 2 });
    try {
      await requireSchema(database);
      return await work(database, env, url);
    } finally {
      await database.close();
    }
  } finally {
    await letGo();
  }
}

/** No command signs anything with AUTH_SECRET (keys are kept as plain SHA-256), so none has to be told the real one. */
export function commandEnv(): CommandEnv {
  const AUTH_SECRET = randomBytes(SECRET_BYTES).toString('base64url');
  return { ...readEnvironment(), AUTH_SECRET };
}

async function reach({ DATABASE_URL, DATA_DIR }: CommandEnv): Promise<Reachable> {
  if (DATABASE_URL) return { url: DATABASE_URL, letGo: nothingToDo };
  const running = await readRuntime(DATA_DIR);
  return running ? { url: running.databaseUrl, letGo: nothingToDo } : startEmbedded(DATA_DIR);
}

async function startEmbedded(dataDir: string): Promise<Reachable> {
  const postgres = await startEmbeddedPostgres({ dataDir });
  const stopListening = onInterrupt(() => postgres.stop());
  const letGo = async () => {
    stopListening();
    await postgres.stop();
  };
  try {
    await migrate(postgres.url);
  } catch (error) {
    await letGo();
    throw error;
  }
  return { url: postgres.url, letGo };
}

/** Ctrl-C must not leave a server behind. */
function onInterrupt(stop: () => Promise<void>): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const handle = (signal: (typeof signals)[number]) => {
    void stop().finally(() => process.exit(128 + constants.signals[signal]));
  };
  for (const signal of signals) process.once(signal, handle);
  return () => {
    for (const signal of signals) process.off(signal, handle);
  };
}
