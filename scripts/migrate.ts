import { describeSignIn } from '../apps/supervisor/src/describe-sign-in.ts';
import { endWithOneLine } from '../apps/supervisor/src/end-with-one-line.ts';
import { firstStart } from '../apps/supervisor/src/first-start.ts';
import { migrate } from '../packages/db/src/migrate.ts';
import { requireConnection } from '../packages/db/src/migrating/require-connection.ts';
import { ensureLogins } from '../packages/db/src/roles/ensure-logins.ts';
import { readEnvironment } from '../packages/process/src/read-environment.ts';
import { migrateQueue } from '../packages/queue/src/migrate-queue.ts';

// Brings the database at DATABASE_URL to the present schema and prepares an empty one: the administrator and, with
// DEMO=1, a demo workspace. Logins of API and worker are created when their addresses are given. `npm start` runs it and gets the outcome as a message; run by hand or by Docker Compose, it prints the outcome.
await endWithOneLine(async () => {
  const env = readEnvironment();
  if (env.DATABASE_URL === undefined) throw new Error('DATABASE_URL: is required to migrate');
  await requireConnection('DATABASE_URL', env.DATABASE_URL);
  await migrate(env.DATABASE_URL);
  if (env.REDIS_URL === undefined) await migrateQueue(env.DATABASE_URL);
  await ensureLogins(env.DATABASE_URL, { api: env.API_DATABASE_URL, worker: env.WORKER_DATABASE_URL });
  const prepared = await firstStart({
    databaseUrl: env.DATABASE_URL,
    env,
    onDemo: () => console.log('Filling the demo workspace…'),
  });
  if (process.send) process.send(prepared);
  else if (prepared.admin) console.log(describeSignIn(prepared));
});
