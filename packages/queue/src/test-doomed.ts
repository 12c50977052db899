import { storeActivities } from '@timetracker/shared';
import type { Backend } from './backend.ts';
import { createConsumer } from './consumer.ts';
import type { SetApart } from './process-job.ts';

/** What a process that works on a queue tells the test that started it. */
export type Told = { stored: string[] } | { apart: Parameters<SetApart>[0] };

const { BACKEND: kind, QUEUE_URL: url = '' } = process.env;
const backend: Backend = { kind: kind === 'redis' ? 'redis' : 'postgres', url };

const tell = (told: Told) =>
  new Promise<void>((resolve, reject) => {
    process.send?.(told, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });

/** Some events take the process down, as if it had run out of memory. */
createConsumer(
  backend,
  {
    [storeActivities.name]: async (payload) => {
      const { events } = payload as { events: { id: string }[] };
      if (events.some(({ id }) => id === 'poison')) process.kill(process.pid, 'SIGKILL');
      await tell({ stored: events.map(({ id }) => id) });
    },
  },
  {
    log: { warn: () => undefined },
    setApart: (apart) => tell({ apart }),
    silence: { lockMs: 1_000, checkMs: 500 },
  },
);
