import {
  addToOutbox,
  prepareAtOnce,
  prepareWaiting,
  readWaiting,
  storeAtOnce,
  storeBatch,
  storePrepared,
  storeWaiting,
} from '@timetracker/activities';
import { openTestLog } from '@timetracker/activities/testing';
import { actingAs, systemActor, User } from '@timetracker/db';
import { activityEvent } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginAnonymization } from './begin-anonymization.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
beforeEach(async () => {
  log = await openTestLog();
});
afterEach(() => log.stop());

const rows = (statement: string) => log.db.em.getConnection().execute<Record<string, unknown>[]>(statement);

const forgetSomebody = () =>
  actingAs(systemActor, async () => {
    const em = log.db.em.fork();
    const name = { username: 'x', display_username: 'x', display_name: 'X' };
    const leaver = em.create(User, { ...name, email: 'x@example.com', role: 'member' });
    await em.flush();
    await em.transactional((tx) =>
      beginAnonymization(tx, { user_id: leaver.id, requested_by: null, reason: 'Asked' }),
    );
  });

/** Whoever is forgotten is called so in what is stored from then on. */
const nowCalled = (name: string) => (name === 'X' ? 'Deleted User' : name);

/** What somebody may do between the moment in which a batch was read, and the one in which it is stored. */
const meanwhile: [name: string, deed: () => Promise<unknown>][] = [
  ['somebody stored another event', () => storeBatch(log.db.em, [anEvent()])],
  [
    'somebody took a row',
    () => rows('delete from activity_outbox where id = (select min(id) from activity_outbox) returning id'),
  ],
  [
    'somebody changed a row',
    () =>
      rows(
        `update activity_outbox set payload = jsonb_set(payload, '{entity_name}', '"Deleted User"') returning id`,
      ),
  ],
  ['somebody was forgotten', forgetSomebody],
];

test.each(meanwhile)('nothing is done at once when %s; then it is stored as it is now', async (_, deed) => {
  await addToOutbox(log.db.em, [anEvent(), anEvent({ entity_name: 'Desk' })]);
  const waiting = await readWaiting(log.db.em, 10, 0);
  if (!waiting) throw new Error('Nothing waits');
  const events = waiting.payloads.map((payload) => activityEvent.parse(payload));
  const batch = await prepareAtOnce(log.db.em, waiting, events);
  await deed();
  const before = await rows('select id, payload from activity_outbox order by id');
  expect(await storeAtOnce(log.db.em, batch)).toBeUndefined();
  expect(await rows('select id, payload from activity_outbox order by id')).toEqual(before);
  await storeWaiting(log.db.em, 10);
  const stored = await rows('select event_id, entity_name from activities order by id');
  for (const { payload } of before as { payload: { event_id: string; entity_name: string } }[])
    expect(stored).toContainEqual({
      event_id: payload.event_id,
      entity_name: nowCalled(payload.entity_name),
    });
  expect(await rows('select count(*) from activity_outbox')).toEqual([{ count: 0 }]);
});

test('what is stored at once is what is stored otherwise: numbers, times, leaves and counts', async () => {
  const events = Array.from({ length: 40 }, (_, index) => anEvent({ entity_id: index + 1 }));
  await addToOutbox(log.db.em, events);
  expect(await storeWaiting(log.db.em, 100)).toMatchObject({ taken: 40, duplicates: 0, conflicts: [] });
  const [head] = await rows('select last_id from activity_head');
  expect(head).toEqual({ last_id: 40 });
  const ids = await rows('select id, event_id from activities order by id');
  expect(ids).toEqual(events.map(({ event_id }, index) => ({ id: index + 1, event_id })));
  const [late] = await rows(
    `select count(*) from activities where recorded_at > clock_timestamp() or recorded_at < clock_timestamp() - interval '1 minute'`,
  );
  expect(late).toEqual({ count: 0 });
});

test('times go up with the ids, also when somebody else stored as many meanwhile as were to be stored before', async () => {
  const [before, next, others] = [[anEvent(), anEvent()], [anEvent()], [anEvent(), anEvent()]];
  await addToOutbox(log.db.em, next);
  const [head] = (await rows('select last_id from activity_head')) as { last_id: number }[];
  const prepared = await prepareWaiting(log.db.em, 10, 0, (head?.last_id ?? 0) + before.length);
  if (!prepared?.batch) throw new Error('Nothing is ready');
  await storeBatch(log.db.em, others);

  expect((await storePrepared(log.db.em, prepared)).stored).toHaveLength(1);
  expect(
    await rows(`select id from (select id, recorded_at, lag(recorded_at) over (order by id) as before from activities) told
      where recorded_at < before`),
  ).toEqual([]);
  expect(await rows('select count(*) from activities')).toEqual([{ count: 3 }]);
});
