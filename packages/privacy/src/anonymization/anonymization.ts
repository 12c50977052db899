import { type Database, poolOf } from '@timetracker/db';
import { chooseBackend, findJobs, redactJobs } from '@timetracker/queue';
import type { AnonymizationReport } from '@timetracker/shared';
import type { Env } from '@timetracker/shared/env';
import { externalStores, readableExternalStores } from './external-stores.ts';
import type { AnonymizationRow } from './find-anonymization.ts';
import { progressOf } from './run-anonymization.ts';

type Log = Parameters<typeof redactJobs>[1]['log'];

type OutsideEnv = Pick<Env, 'REDIS_URL' | 'DATA_DIR'> & { DATABASE_URL: string; log: Log };

/**
 * The places outside of tables that an anonymization looks into. A queue that was never used has no tables yet.
 * @param dry changes nothing, and counts
 */
export async function outsideOf(db: Database, { log, ...env }: OutsideEnv, dry = false) {
  const backend = await queueOf(db, env);
  return externalStores(
    {
      dataDir: env.DATA_DIR,
      redactJobs: (redact, only) =>
        backend ? redactJobs(backend, { redact, log, dry: only }) : Promise.resolve(0),
    },
    dry,
  );
}

/** The same places, for whoever wants to know what is held about a person. */
export async function outsideToRead(db: Database, { log, ...env }: OutsideEnv) {
  const backend = await queueOf(db, env);
  return readableExternalStores({
    dataDir: env.DATA_DIR,
    findJobs: async (of) =>
      backend ? (await findJobs(backend, { of, log })).map((job) => ({ ...job })) : [],
  });
}

async function queueOf(db: Database, env: Omit<OutsideEnv, 'log'>) {
  const backend = chooseBackend(env);
  return backend.kind === 'redis' || (await hasQueueTables(db)) ? backend : undefined;
}

async function hasQueueTables(db: Database): Promise<boolean> {
  const { rows } = await (await poolOf(db)).query<{ found: boolean }>(
    `select to_regclass('bullmq.job') is not null as found`,
  );
  return rows[0]?.found === true;
}

/** How far an anonymization is, and what it changed. */
export const presentAnonymization = (row: AnonymizationRow): AnonymizationReport => ({
  job_id: row.id,
  user_id: row.user_id,
  status: row.stage === 'completed' ? 'completed' : 'running',
  progress: Math.floor(progressOf(row) * 100),
  reason: row.reason,
  requested_by: row.requested_by,
  requested_at: row.requested_at.toISOString(),
  finished_at: row.finished_at?.toISOString() ?? null,
  counts: row.counts,
});
