import { lastActivityId } from '@timetracker/activities';
import type { Database } from '@timetracker/db';
import { externalStores, runAnonymization, unfinishedAnonymizations } from '@timetracker/privacy';
import { type Backend, redactJobs } from '@timetracker/queue';
import { anonymizePeople } from '@timetracker/shared';
import type { Logger } from 'pino';
import { handles } from '../registry.ts';

export interface AnonymizeParts {
  /** Connections of its own, for the time of a run: a step may take longer than other queries may. */
  connect: () => Promise<Database>;
  backend: Backend;
  dataDir: string;
  /** Told the newest activity when an anonymization has come to its end. */
  onStored: (last_id: number) => void;
  log: Logger;
  /** Ends a run before its next step; the job comes again. */
  signal: AbortSignal;
}

/** Goes on with what anonymizations have still to do. One that fails does not keep the others from it. */
export const anonymizePeopleHandler = ({
  connect,
  backend,
  dataDir,
  onStored,
  log,
  signal,
}: AnonymizeParts) =>
  handles(anonymizePeople, async (_payload, report) => {
    const database = await connect();
    const elsewhere = externalStores({
      dataDir,
      redactJobs: (redact, dry) => redactJobs(backend, { redact, log, dry }),
    });
    const run = async (id: string) => {
      const onProgress = (done: number) => report(Math.floor(done * 100));
      if (!(await runAnonymization(database.em, id, { elsewhere, signal, onProgress }))) return;
      log.info({ anonymization: id }, 'a person was anonymized');
      onStored(await lastActivityId(database.em.fork()));
    };
    let failed = 0;
    try {
      for (const id of await unfinishedAnonymizations(database.em.fork())) {
        if (signal.aborted) return;
        await run(id).catch((err: unknown) => {
          failed++;
          log.error({ err, anonymization: id }, 'an anonymization has failed; it is tried again');
        });
      }
    } finally {
      await database.close();
    }
    // The reasons may tell of people, and the queue keeps what it is told here.
    if (failed > 0) throw new Error(`${failed} anonymizations have failed; the log says why`);
  });
