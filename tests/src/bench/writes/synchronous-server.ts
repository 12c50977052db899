// The peer that the product is compared with: what the seed describes, within the product's own server. What differs is
// how events are stored: one INSERT and one COMMIT for each within the request, no queue, no counts, no hashes.
import { startApi } from '@timetracker/api/start';
import { openDatabase, poolOf } from '@timetracker/db';
import { parseEnv } from '@timetracker/shared/env';
import { pino } from 'pino';
import { insertEach, prepareIds } from './insert-each.ts';

const POOL = 16;

const env = parseEnv(process.env);
const db = await openDatabase(env.DATABASE_URL ?? '', { poolSize: POOL });
const pool = await poolOf(db);
await prepareIds(pool);
const api = await startApi({
  env,
  log: pino({ level: env.LOG_LEVEL }),
  intake: () => ({ accept: (events) => insertEach(pool, events) }),
});
process.send?.('ready');
const end = () => void api.close().then(() => process.exit(0));
process.on('SIGTERM', end);
// Whoever started it was killed.
process.on('disconnect', end);
