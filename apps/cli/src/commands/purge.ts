import type { Database } from '@timetracker/db';
import { countDue, requestPurge, runPurge } from '@timetracker/privacy';
import { purgeInput } from '@timetracker/shared';
import { parseOptions } from '../parse-options.ts';
import type { Outcome } from '../print.ts';
import { showLongProgress } from '../show-long-progress.ts';
import { withDatabase } from '../with-database.ts';
import { sealAll } from './checkpoint.ts';

/** The options of `activity purge`. */
export interface PurgeCommandOptions {
  before: string;
  reason: string;
  type?: string;
  forgetCounts?: boolean;
  dryRun?: boolean;
}

const number = (value: number) => value.toLocaleString('en');

/**
 * Removes old activities, after sealing them where the key is at hand; what is not sealed, or is under a legal hold,
 * stays. Broken off, the worker goes on with it.
 * @param quiet shows no progress
 * @throws {AppError} invalid
 */
export function purge(options: PurgeCommandOptions, quiet: boolean): Promise<Outcome> {
  const { dryRun = false, forgetCounts = false } = options;
  const { before, entity_type, reason } = parseOptions(purgeInput, {
    before: options.before,
    reason: options.reason,
    entity_type: options.type,
  });
  const scope = { before: before.toISOString(), entity_type: entity_type ?? null };
  return withDatabase(async (database, env) => {
    if (dryRun) return counted(database, scope);
    await sealAll(database, env);
    const { unsealed, held } = await countDue(database.em.fork(), scope);
    const keep_counts = !forgetCounts;
    const { id } = await requestPurge(database.em.fork(), { ...scope, reason, keep_counts });
    const purged = await run(database, id, quiet);
    return {
      json: { purged, ...(unsealed > 0 && { unsealed }), ...(held > 0 && { held }) },
      text: [`${number(purged)} activities purged`, ...kept({ unsealed, held })].join('\n'),
    };
  });
}

async function counted(database: Database, scope: Parameters<typeof countDue>[1]): Promise<Outcome> {
  const { due, unsealed, held } = await countDue(database.em.fork(), scope);
  const text = `${number(due + unsealed)} activities would be purged, once they are sealed`;
  return {
    json: { purged: 0, due, unsealed, held },
    text: [text, ...kept({ unsealed: 0, held })].join('\n'),
  };
}

const kept = ({ unsealed, held }: { unsealed: number; held: number }): string[] => [
  ...(unsealed > 0 ? [`${number(unsealed)} stay, because they are not sealed yet`] : []),
  ...(held > 0 ? [`${number(held)} stay under a legal hold`] : []),
];

async function run(database: Database, id: string, quiet: boolean): Promise<number> {
  const progress = showLongProgress({ what: 'Purging', total: 100, hidden: quiet });
  try {
    const { purged } = await runPurge(database.em, id, {
      onProgress: (done, soFar) => progress.update(Math.floor(100 * done), `${number(soFar.purged)} gone`),
    });
    return purged;
  } finally {
    progress.stop();
  }
}
