import { actingAs, type Database, systemActor } from '@timetracker/db';
import {
  beginAnonymization,
  type Counts,
  findAnonymization,
  outsideOf,
  previewAnonymization,
  runAnonymization,
} from '@timetracker/privacy';
import { anonymizeInput, invalid, isolated } from '@timetracker/shared';
import { findUser } from '../find-user.ts';
import { parseOptions } from '../parse-options.ts';
import type { Outcome } from '../print.ts';
import { showLongProgress } from '../show-long-progress.ts';
import { withDatabase } from '../with-database.ts';

/** The options of `activity anonymize`. */
export interface AnonymizeOptions {
  user: string;
  reason?: string;
  dryRun?: boolean;
}

const quietLog = { warn: () => undefined };

/**
 * Anonymizes a person and does the work itself; goes on with one that was broken off. With `dryRun` it only says what
 * would change.
 * @param quiet shows no progress
 * @throws {AppError} invalid for an unknown user; conflict for the last administrator, for somebody who is anonymized, and
 * under a legal hold
 */
export function anonymize(
  { user, reason, dryRun = false }: AnonymizeOptions,
  quiet: boolean,
): Promise<Outcome> {
  return withDatabase((database, env, url) =>
    actingAs(systemActor, async () => {
      const { id } = await findUser(database.em.fork(), user);
      const elsewhere = await outsideOf(database, { ...env, DATABASE_URL: url, log: quietLog }, dryRun);
      if (dryRun) return preview(database, id, elsewhere);
      if (reason === undefined) throw invalid('reason', 'is required');
      const job_id = await beginOrGoOn(database, parseOptions(anonymizeInput, { id, reason }));
      const progress = showLongProgress({ what: 'Anonymizing', total: 100, hidden: quiet });
      let completed = false;
      try {
        completed = await runAnonymization(database.em, job_id, {
          elsewhere,
          onProgress: (done) => progress.update(Math.floor(done * 100), 'activities'),
        });
      } finally {
        progress.stop();
      }
      const counts = (await findAnonymization(database.em.fork(), id))?.counts ?? {};
      const activities = counts['activities'] ?? 0;
      return {
        json: { job_id, status: completed ? 'completed' : 'running', activities, counts },
        text: completed
          ? `Anonymized user ${id}: ${linesOf(counts)}`
          : `User ${id} is not quite forgotten: a transaction of somebody else stays open. The worker goes on, or run this again.`,
      };
    }),
  );
}

async function beginOrGoOn(
  database: Database,
  { id, reason }: { id: number; reason: string },
): Promise<string> {
  const begun = await findAnonymization(database.em.fork(), id);
  if (begun && begun.stage !== 'completed') return begun.id;
  return database.em
    .fork()
    .transactional((tx) => beginAnonymization(tx, { user_id: id, reason, requested_by: null }));
}

async function preview(
  database: Database,
  user_id: number,
  elsewhere: Awaited<ReturnType<typeof outsideOf>>,
): Promise<Outcome> {
  const found = await previewAnonymization(database.em.fork(), { user_id, requested_by: null, elsewhere });
  const samples = (what: string, { count, samples: some }: typeof found.ambiguous_left) =>
    count === 0
      ? []
      : [`${what} ${count}:`, ...some.map(({ id, description }) => `  ${id} ${isolated(description)}`)];
  return {
    json: { status: 'dry_run', activities: found.counts['activities'] ?? 0, ...found },
    text: [
      `Would change ${linesOf(found.counts)}`,
      ...samples('Ambiguous names that would be replaced, in activities:', found.ambiguous_replaced),
      ...samples('Ambiguous names that would be left, in activities:', found.ambiguous_left),
    ].join('\n'),
  };
}

const linesOf = (counts: Counts): string =>
  Object.entries(counts)
    .filter(([place, count]) => count > 0 && place !== 'ambiguous_left')
    .map(([place, count]) => `${count} ${place.replaceAll('_', ' ')}`)
    .join(', ') || 'nothing';
