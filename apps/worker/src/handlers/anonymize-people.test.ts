import { actingAs, systemActor, User } from '@timetracker/db';
import { beginAnonymization } from '@timetracker/privacy';
import { chooseBackend, createJobSender } from '@timetracker/queue';
import { anonymizePeople } from '@timetracker/shared';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { log, startSurroundings, type TestSurroundings } from '../test-worker.ts';
import { type RunningWorker, startWorker } from '../worker.ts';

const patience = { timeout: 20_000, interval: 50 };

let around: TestSurroundings;
let worker: RunningWorker | undefined;
beforeEach(async () => {
  around = await startSurroundings('postgres');
});
afterEach(async () => {
  await worker?.close();
  await around.stop();
});

test('an anonymization that fails does not keep the next ones from their end', async () => {
  const forget = (username: string) =>
    actingAs(systemActor, () =>
      around.db.em.fork().transactional(async (em) => {
        const user = em.create(User, {
          username,
          display_username: username,
          display_name: username,
          email: `${username}@mail.example`,
          role: 'member',
        });
        await em.flush();
        return beginAnonymization(em, { user_id: user.id, requested_by: null, reason: 'Asked for it' });
      }),
    );
  const broken = await forget('first.one');
  const next = await forget('second.one');
  await around.db.em.execute(`update anonymizations set identifiers = '5' where id = ?`, [broken]);
  worker = await startWorker({ env: around.env, log });
  const jobs = createJobSender(chooseBackend({ DATABASE_URL: around.databaseUrl }), { log });
  await jobs.send(anonymizePeople, {});
  await jobs.close();
  await expect
    .poll(() => around.db.em.execute('select id, stage from anonymizations order by stage'), patience)
    .toEqual([
      { id: next, stage: 'completed' },
      { id: broken, stage: 'waiting' },
    ]);
});
