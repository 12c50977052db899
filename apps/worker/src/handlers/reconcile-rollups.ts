import { compareRollups, type Differences } from '@timetracker/activities';
import type { Database } from '@timetracker/db';
import { reconcileRollups } from '@timetracker/shared';
import type { Logger } from 'pino';
import { handles } from '../registry.ts';

export interface ReconcileParts {
  /** A connection of its own, for the time of a run: a big month may take longer than other queries may. */
  connect: () => Promise<Database>;
  /** Told of each run that came to its end. */
  onReconciled: (found: Differences, seconds: number) => void;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Ends a run before the next month; the job comes again. */
  signal: AbortSignal;
}

const MOST_LOGGED = 5;

/** Compares the rollups with the activities, and raises the alarm when they differ. */
export const reconcileRollupsHandler = ({ connect, onReconciled, log, signal }: ReconcileParts) =>
  handles(reconcileRollups, async (_payload, report) => {
    const began = performance.now();
    const database = await connect();
    try {
      const found = await compareRollups(database.em.fork(), {
        signal,
        onProgress: (done) => report(Math.floor(done * 100)),
      });
      const seconds = Math.round(performance.now() - began) / 1_000;
      onReconciled(found, seconds);
      if (found.total === 0) log.info({ seconds }, 'rollups agree with the activities');
      else
        log.warn(
          { differences: found.total, first: found.differences.slice(0, MOST_LOGGED), seconds },
          'rollups differ from the activities: activity stats --reconcile --repair mends them',
        );
    } finally {
      await database.close();
    }
  });
