import { anEvent } from '@timetracker/shared/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestLog } from '../sealing/test-log.ts';
import { storeBatch } from './store-batch.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let mia: number;

beforeEach(async () => {
  log = await openTestLog();
  const { rows } = await sql<{ id: number }>`
    insert into users (username, display_username, display_name, email)
    values ('mia', 'mia', 'Mia', 'mia@example.com') returning id`.execute(log.db.em.getKysely());
  mia = rows[0]?.id ?? 0;
});
afterEach(() => log.stop());

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const setAside = async () =>
  (
    await sql<{
      reason: string;
      detail: string;
    }>`select reason, detail from activity_set_aside order by id`.execute(log.db.em.getKysely())
  ).rows;
const fromQueue = (...events: unknown[]) => storeBatch(log.db.em, events, 'queue');
const good = (parts: Parameters<typeof anEvent>[0] = {}) => anEvent({ user_id: mia, ...parts });

test.each<[string, () => Parameters<typeof anEvent>[0], RegExp]>([
  ['as the app', () => ({ source: 'app' }), /source app/],
  ['as an import', () => ({ source: 'import' }), /source import/],
  ['as the system', () => ({ user_id: null }), /system itself/],
  ['as the app and the system', () => ({ source: 'app', user_id: null }), /source app/],
  ['as an account that there is not', () => ({ user_id: 2_000_000_000 }), /no account 2000000000/],
  ['of the future by its own word', () => ({ occurred_at: inMinutes(60) }), /future/],
  ['of the future by its arrival', () => ({ received_at: inMinutes(60) }), /future/],
  [
    'of a far future in another zone',
    () => ({ occurred_at: '2300-01-01T00:00:00+14:00', received_at: inMinutes(0) }),
    /future/,
  ],
  ['about the trail itself', () => ({ entity_type: 'audit', action: 'revoked', entity_id: mia }), /audit/],
])(
  'what speaks %s in the queue is set aside, and the rest of its batch stored',
  async (_as, parts, reason) => {
    const [before, forged, after] = [good(), good(parts()), good()];
    const { stored } = await fromQueue(before, forged, after);
    expect(stored.map(({ event_id }) => event_id)).toEqual([before.event_id, after.event_id]);
    expect(await setAside()).toEqual([{ reason: 'rejected', detail: expect.stringMatching(reason) }]);
  },
);

test('what comes from the outbox is taken as it is', async () => {
  const { stored } = await storeBatch(log.db.em, [
    good({ source: 'app', user_id: null, entity_type: 'audit', action: 'revoked' }),
  ]);
  expect(stored).toHaveLength(1);
});

test('what is dated a little ahead is stored: clocks differ', async () => {
  const { stored } = await fromQueue(good({ occurred_at: inMinutes(5), received_at: inMinutes(2) }));
  expect(stored).toHaveLength(1);
});

test('an event_id in capitals is the same event', async () => {
  const event = good();
  const { stored, duplicates } = await fromQueue(event, { ...event, event_id: event.event_id.toUpperCase() });
  expect([stored.length, duplicates]).toEqual([1, 1]);
  expect(await setAside()).toEqual([]);
});

test('what the release before left in the queue is stored while its jobs may be there, and not for ever', async () => {
  const old = () => good({ source: 'app', user_id: null });
  await sql`update app_events_by_queue set taken_until = now() + interval '1 hour'`.execute(
    log.db.em.getKysely(),
  );
  expect((await fromQueue(old())).stored).toHaveLength(1);
  const vouching = { ...old(), entity_type: 'audit', action: 'purged' };
  expect((await fromQueue(vouching, good({ source: 'app', received_at: inMinutes(60) }))).stored).toEqual([]);
  await sql`update app_events_by_queue set taken_until = now()`.execute(log.db.em.getKysely());
  expect((await fromQueue(old())).stored).toEqual([]);
  expect(await setAside()).toHaveLength(3);
});
