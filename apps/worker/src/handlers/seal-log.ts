import { type EntityManager, readSealKey, type SealKeyPlaces, sealLog as seal } from '@timetracker/db';
import type { Log } from '@timetracker/queue';
import { sealLog } from '@timetracker/shared';
import type { WorkerMetrics } from '../metrics.ts';
import { handles } from '../registry.ts';

// Looked at every five seconds, nothing waits for more than a minute.
const limits = { rows: 10_000, age_ms: 50_000 };

export interface SealLogParts {
  em: EntityManager;
  env: SealKeyPlaces;
  metrics: Pick<WorkerMetrics, 'sealed' | 'sealingFailed'>;
  log: Log;
}

/** Seals what is due. Without a key nothing is sealed, which the log says once. */
export function sealLogHandler({ em, env, metrics, log }: SealLogParts) {
  let warned = false;
  return handles(sealLog, async () => {
    try {
      const signer = await readSealKey(env);
      if (!signer && !warned)
        log.warn({}, 'nothing is sealed: there is neither SEAL_KEY nor a file seal-key in DATA_DIR');
      warned = !signer;
      if (!signer) return;
      for (;;) {
        const checkpoint = await seal(em, signer, limits);
        if (!checkpoint) return;
        metrics.sealed(checkpoint.size);
      }
    } catch (error) {
      metrics.sealingFailed();
      throw error;
    }
  });
}
