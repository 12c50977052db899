import { ForkedLogError, lastSignedCheckpoint, sealLog as seal } from '@timetracker/activities';
import type { EntityManager } from '@timetracker/db';
import { readSealKey, type SealKeyPlaces } from '@timetracker/log/node';
import type { Log } from '@timetracker/queue';
import { sealLog } from '@timetracker/shared';
import type { Logger } from 'pino';
import type { WorkerMetrics } from '../metrics.ts';
import { handles } from '../registry.ts';

// Looked at every five seconds, nothing waits for more than a minute.
const limits = { rows: 10_000, age_ms: 50_000 };

export interface SealLogParts {
  em: EntityManager;
  env: SealKeyPlaces;
  metrics: Pick<WorkerMetrics, 'sealed' | 'sealingFailed' | 'logForked'>;
  log: Log & Pick<Logger, 'error'>;
}

/**
 * Seals what is due. Without a key nothing is sealed, which the log says once. A log that does not continue what was signed
 * is not signed, which is an alarm each time; the worker goes on with everything else.
 */
export function sealLogHandler({ em, env, metrics, log }: SealLogParts) {
  let warned = false;
  const memory = lastSignedCheckpoint(env.DATA_DIR);
  return handles(sealLog, async () => {
    try {
      const signer = await readSealKey(env);
      if (!signer && !warned)
        log.warn({}, 'nothing is sealed: there is neither SEAL_KEY nor a file seal-key in DATA_DIR');
      warned = !signer;
      if (!signer) return;
      for (;;) {
        const checkpoint = await seal(em, signer, limits, memory);
        if (!checkpoint) return;
        metrics.sealed(checkpoint.size);
      }
    } catch (error) {
      metrics.sealingFailed();
      if (error instanceof ForkedLogError) {
        metrics.logForked('signer');
        log.error({ err: error }, error.message);
        return;
      }
      throw error;
    }
  });
}
