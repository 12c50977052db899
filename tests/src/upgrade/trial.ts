import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@timetracker/process';
import { startTestRedis } from '@timetracker/queue/testing';
import pg from 'pg';
import { type Backend, PASSWORD } from '../stack.ts';
import { type Load, startLoad } from './load.ts';
import type { Release, Started } from './release.ts';

/** One upgrade, and what it did to whoever worked meanwhile. */
export interface Outcome {
  backend: Backend;
  /** Milliseconds. */
  migrated_in: number;
  posted: number;
  /** Acknowledged and not stored; stored twice; numbers without an activity. */
  lost: number;
  doubled: number;
  gaps: number;
  deadlocks: number;
  /** Tasks that were created or deleted without one activity that says so, or the other way round. */
  untold: number;
  forgotten: number;
  /** Activities that still name somebody who was forgotten. */
  named: number;
  /** Counts that do not agree, and whether the log verifies. */
  differences: unknown;
  verified: unknown;
  said: string;
  answers: Record<string, number>;
  complaints: Record<string, number>;
}

/** How long each combination of releases is under load. */
const PHASE_MS = 3_000;
const DRAIN_MS = 1_000;

/** Upgrades a database from one release to the next under load, as docs/operations.md says. @param cluster its owner's URL */
export async function tryUpgrade(
  cluster: string,
  backend: Backend,
  before: Release,
  now: Release,
): Promise<Outcome> {
  const database = `upgrade_${randomBytes(6).toString('hex')}`;
  await ask(cluster, `create database ${database}`);
  const at = (user?: string) => {
    const url = new URL(cluster);
    url.pathname = `/${database}`;
    if (user) [url.username, url.password] = [user, 'upgrade'];
    return url.href;
  };
  const redis = backend === 'redis' ? await startTestRedis() : undefined;
  const ports = [await freePort(), await freePort()] as const;
  const [url, next] = [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`];
  // The release before wanted it in each process.
  const AUTH_SECRET = randomBytes(32).toString('base64');
  const common = { AUTH_SECRET, LOG_LEVEL: 'warn', ...(redis && { REDIS_URL: redis.url }) };
  const owner = {
    ...common,
    DATABASE_URL: at(),
    API_DATABASE_URL: at('upgrade_api'),
    WORKER_DATABASE_URL: at('upgrade_worker'),
    ADMIN_PASSWORD: PASSWORD,
    DEMO: '0',
  };
  const worker = { ...common, DATABASE_URL: owner.WORKER_DATABASE_URL };
  const api = {
    ...common,
    DATABASE_URL: owner.API_DATABASE_URL,
    APP_URL: url,
    RATE_LIMIT_PER_MINUTE: '0',
    SIGN_IN_LIMIT_PER_MINUTE: '0',
  };
  const running: Started[] = [];
  const start = async (release: Release, name: 'api' | 'worker', env: Record<string, string>) => {
    const process = await release.start(name, env);
    running.push(process);
    return process;
  };
  try {
    await before.migrate(owner);
    const oldWorker = await start(before, 'worker', worker);
    const oldApi = await start(before, 'api', { ...api, PORT: String(ports[0]) });
    const { key } = (await before.command(
      [
        'key',
        'create',
        '--user',
        'admin',
        '--name',
        'load',
        '--scopes',
        'activity:write,activity:read,admin',
      ],
      owner,
    )) as { key: string };
    const load = await startLoad({ url, origin: url, username: 'admin', key });
    await delay(PHASE_MS);
    load.enter('during the migration');
    const began = Date.now();
    const said = await now.migrate(owner);
    const migrated_in = Date.now() - began;
    load.enter('after the migration');
    await delay(PHASE_MS);
    await start(now, 'worker', worker);
    load.enter('new worker');
    await oldWorker.stop();
    await delay(PHASE_MS);
    await start(now, 'api', { ...api, PORT: String(ports[1]) });
    load.moveTo(next);
    load.enter('new API');
    // As a proxy does: what has begun there comes to its end.
    await delay(DRAIN_MS);
    await oldApi.stop();
    await delay(PHASE_MS);
    await load.stop();
    return {
      backend,
      migrated_in,
      ...(await whatIsThere(at(), load)),
      differences: await now.command(['stats', '--reconcile'], owner),
      verified: await now.command(['verify'], owner),
      said,
      answers: Object.fromEntries(load.done.answers),
      complaints: counted(running.flatMap(({ complaints }) => complaints)),
    };
  } finally {
    for (const process of running) await process.stop();
    await redis?.stop();
    await ask(cluster, `drop database ${database} with (force)`);
  }
}

async function whatIsThere(url: string, { done }: Load) {
  const stored = () =>
    ask(
      url,
      'select count(*)::int as count, count(distinct event_id)::int as events from activities where event_id = any($1)',
      [done.posted],
    );
  const deadline = Date.now() + 60_000;
  let posted = await stored();
  const waiting = () => ask(url, 'select count(*)::int as count from activity_outbox');
  while ((posted.events < done.posted.length || (await waiting()).count > 0) && Date.now() < deadline) {
    await delay(200);
    posted = await stored();
  }
  const { activities, last, deadlocks } = await ask(
    url,
    `select (select count(*) from activities)::int as activities, (select last_id from activity_head)::int as last,
       (select deadlocks from pg_stat_database where datname = current_database())::int as deadlocks`,
  );
  const told = await ask(
    url,
    `select array_agg(entity_id order by entity_id) filter (where action = 'created') as created,
       array_agg(entity_id order by entity_id) filter (where action = 'deleted') as deleted
     from activities where entity_type = 'task'`,
  );
  const named = await ask(
    url,
    `select count(*)::int as count from activities where user_id = any($1) and description like '%Victoria%'`,
    [done.forgotten],
  );
  return {
    posted: done.posted.length,
    lost: done.posted.length - posted.events,
    doubled: posted.count - posted.events,
    gaps: last - activities,
    deadlocks,
    untold: unlike(done.created, told.created) + unlike(done.deleted, told.deleted),
    forgotten: done.forgotten.length,
    named: named.count,
  };
}

/** How often each line came, whatever the numbers in it. */
function counted(lines: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines.map((text) => text.replaceAll(/\d+/g, 'N')))
    counts.set(line, (counts.get(line) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** How many of two lists have no counterpart in the other. */
function unlike(here: readonly number[], there: readonly number[] | null): number {
  const left = [...(there ?? [])].map(Number);
  let missing = 0;
  for (const id of here) {
    const at = left.indexOf(id);
    if (at === -1) missing += 1;
    else left.splice(at, 1);
  }
  return missing + left.length;
}

async function ask(url: string, query: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url, application_name: 'trial' });
  await client.connect();
  try {
    return (await client.query(query, values)).rows[0];
  } finally {
    await client.end();
  }
}
