import {
  consistencyPath,
  type ProvedActivity,
  proveActivity,
  reconcileRollups,
  type StoredCheckpoint,
  sealLog,
  storeBatch,
  verifyStoredLog,
} from '@timetracker/activities';
import { aSigner, openTestLog } from '@timetracker/activities/testing';
import { actingAs, systemActor, User } from '@timetracker/db';
import { leafHash, openCheckpoint, rootOfConsistency, rootOfInclusion } from '@timetracker/log';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { provePurged } from '../retention/prove-purged.ts';
import { requestPurge } from '../retention/request-purge.ts';
import { runPurge } from '../retention/run-purge.ts';
import { beginAnonymization } from './begin-anonymization.ts';
import { runAnonymization } from './run-anonymization.ts';
import { dumpOf } from './test-dump.ts';

const signer = aSigner();
const everything = { kind: 'everything' } as const;
const OLD = '2025-03-01T12:00:00.000Z';
const IP = '203.0.113.77';

let log: Awaited<ReturnType<typeof openTestLog>>;
let iris: number;
let boss: number;
let checkpoints: StoredCheckpoint[];
/** Of every activity, what proved it then. */
let proofs: ProvedActivity[];

beforeEach(async () => {
  log = await openTestLog();
  await actingAs(systemActor, async () => {
    const em = log.db.em.fork();
    const person = (username: string, display_name: string) =>
      em.create(User, {
        username,
        display_username: username,
        display_name,
        email: `${username}@mail.example`,
        role: 'admin',
      });
    const people = [person('iris.novak', 'Iris Novák'), person('boss', 'The Boss')];
    await em.flush();
    [iris, boss] = people.map(({ id }) => id) as [number, number];
  });
  checkpoints = [];
  proofs = [];
  for (const occurred_at of [OLD, new Date().toISOString(), OLD]) {
    const hers = { user_id: iris, ip_address: IP, user_agent: 'iris-phone' };
    const refused = { entity_type: 'audit', action: 'refused', entity_id: iris } as const;
    await storeBatch(log.db.em, [
      ...[1, 2, 3].map(() => anEvent({ occurred_at, ...hers, description: 'Created by Iris Novák' })),
      anEvent({ occurred_at, user_id: boss, entity_name: 'iris.novak', extra_data: { by: ['Iris Novák'] } }),
      anEvent({ occurred_at, user_id: null, ...refused, ip_address: IP }),
      anEvent({ occurred_at, user_id: boss, description: 'Wrote to iris.novak@mail.example' }),
      anEvent({ occurred_at, user_id: boss, description: 'About nobody' }),
    ]);
    await keepProofs();
  }
});
afterEach(() => log.stop());

async function keepProofs(): Promise<void> {
  const sealed = await sealLog(log.db.em, signer);
  if (!sealed) throw new Error('There was something to seal');
  checkpoints.push(sealed);
  for (let id = 1; id <= sealed.size; id++) {
    const proved = await proveActivity(log.db.em, String(id), everything, true);
    if (!proved || 'unsealed' in proved) throw new Error(`Activity ${id} is sealed`);
    proofs.push(proved);
  }
}

const begin = () =>
  actingAs(systemActor, () =>
    log.db.em
      .fork()
      .transactional((tx) =>
        beginAnonymization(tx, { user_id: iris, requested_by: boss, reason: 'Asked by Iris Novák' }),
      ),
  );
const anonymize = async () =>
  runAnonymization(log.db.em, await begin(), { elsewhere: () => Promise.resolve({}) });
/** @returns its id */
const askForPurge = async (reason: string) => {
  const asked = { before: '2025-06-01T00:00:00.000Z', entity_type: null, reason, requested_by: boss };
  return (await requestPurge(log.db.em.fork(), asked)).id;
};
const purge = (id: string) => runPurge(log.db.em, id, { batch: 2 });
const NAMED = 'Iris Novák left long ago';

test.each<[string, () => Promise<unknown>]>([
  ['anonymized, then purged', async () => [await anonymize(), await purge(await askForPurge('Old'))]],
  ['purged, then anonymized', async () => [await purge(await askForPurge(NAMED)), await anonymize()]],
  [
    'both at once',
    async () => {
      const id = await askForPurge(NAMED);
      return Promise.all([anonymize(), purge(id)]);
    },
  ],
])('%s: the person is nowhere, and every earlier proof and checkpoint still holds', async (_, forget) => {
  expect((await dumpOf(log.db.em)).includes('iris.novak')).toBe(true);
  await forget();
  const newest = await sealLog(log.db.em, signer);
  if (!newest) throw new Error('Activities tell of it');

  const text = await dumpOf(log.db.em);
  for (const name of ['iris', 'novák', 'novak', IP]) expect(text.includes(name), name).toBe(false);

  const outside = checkpoints.map(({ note }) => note);
  expect(await verifyStoredLog(log.db.em, { outside })).toMatchObject({
    ok: true,
    purged: 14,
    in_progress: { erasures: [], purges: [] },
  });
  expect(await reconcileRollups(log.db.em.fork())).toEqual([]);
  for (const { size, root, note } of checkpoints) {
    expect(openCheckpoint(note, [signer.verifier])).toMatchObject({ ok: true, checkpoint: { size, root } });
    const path = await consistencyPath(log.db.em, size, newest.size);
    expect(rootOfConsistency({ from: size, from_root: root, to: newest.size, path })).toBe(newest.root);
  }
  for (const { id, entry, index, path, checkpoint } of proofs) {
    const leaf = leafHash(entry);
    expect(rootOfInclusion({ leaf, index, size: checkpoint.size, path })).toBe(checkpoint.root);
    // What is left of it is proved by the same leaf.
    const now =
      (await proveActivity(log.db.em, String(id), everything, true)) ??
      (await provePurged(log.db.em, String(id), everything));
    expect(now).toMatchObject({ id, leaf_hash: leaf, checkpoint: { root: newest.root } });
  }
});
