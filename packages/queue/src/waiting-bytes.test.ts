import { randomBytes } from 'node:crypto';
import { storeActivities } from '@timetracker/shared';
import { expect, test } from 'vitest';
import { openQueue } from './queues.ts';
import { startTestBackend } from './test-backend.ts';
import { waitingBytes } from './waiting-bytes.ts';

test.each(['postgres', 'redis'] as const)(
  'the bytes of all jobs that are not done are counted (%s)',
  async (kind) => {
    const server = await startTestBackend(kind);
    const queue = openQueue(server.direct, storeActivities.queue, { warn: () => undefined });
    try {
      expect(await waitingBytes(server.direct, storeActivities.queue)).toBe(0);
      const note = () => randomBytes(75_000).toString('base64');
      await queue.add(storeActivities.name, { events: [note()] });
      await queue.add(storeActivities.name, { events: [note()] }, { delay: 60_000 });
      const bytes = await waitingBytes(server.direct, storeActivities.queue);
      expect(bytes).toBeGreaterThan(150_000);
      expect(bytes).toBeLessThan(250_000);
    } finally {
      await queue.close();
      await server.stop();
    }
  },
);
