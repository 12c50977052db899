import type { Database } from '@timetracker/db';
import { openPurges, requestDuePurges, runPurge } from '@timetracker/privacy';
import { purgeActivities } from '@timetracker/shared';
import type { Logger } from 'pino';
import { handles } from '../registry.ts';

export interface PurgeParts {
  /** A connection of its own, for the time of a run: batches take their time, and others must not wait for them. */
  connect: () => Promise<Database>;
  log: Pick<Logger, 'info'>;
  /** Ends a run between two batches; the next one goes on. */
  signal: AbortSignal;
}

/** Asks for the purges that policies are due for, and carries out all that are open, the oldest first. */
export const purgeActivitiesHandler = ({ connect, log, signal }: PurgeParts) =>
  handles(purgeActivities, async (_payload, report) => {
    const database = await connect();
    try {
      await requestDuePurges(database.em.fork());
      for (const { id } of await openPurges(database.em.fork())) {
        const { number, purged } = await runPurge(database.em, id, {
          signal,
          onProgress: (done) => report(Math.floor(done * 100)),
        });
        log.info({ purge: number, purged }, 'purged old activities');
      }
    } finally {
      await database.close();
    }
  });
