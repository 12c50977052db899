import { findActivity, sealLog, storeBatch, verifyStoredLog } from '@timetracker/activities';
import { aSigner, openTestLog } from '@timetracker/activities/testing';
import { actingAs, systemActor, User } from '@timetracker/db';
import { useFormat } from '@timetracker/db/testing';
import { anEvent } from '@timetracker/shared/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requestPurge } from '../retention/request-purge.ts';
import { runPurge } from '../retention/run-purge.ts';
import { personData } from '../subject-access/person-data.ts';
import { beginAnonymization } from './begin-anonymization.ts';
import { runAnonymization } from './run-anonymization.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const signer = aSigner();
let log: Awaited<ReturnType<typeof openTestLog>>;
let linus: number;

/** The same two activities as the release before stored them, and as they are stored now. */
const events = () => [
  anEvent({
    user_id: linus,
    user_agent: FIREFOX,
    ip_address: '203.0.113.7',
    occurred_at: '2025-03-01T12:00:00Z',
  }),
  anEvent({ user_id: null, user_agent: FIREFOX, description: 'Nobody did it' }),
];
const sent = new Map<string, ReturnType<typeof anEvent>[]>();

beforeEach(async () => {
  log = await openTestLog('wide');
  await actingAs(systemActor, async () => {
    const em = log.db.em.fork();
    const user = em.create(User, {
      username: 'x11.linux',
      display_username: 'x11.linux',
      display_name: 'Linus',
      email: 'linus@mail.example',
    });
    await em.flush();
    linus = user.id;
  });
  for (const format of ['wide', 'narrow'] as const) {
    await useFormat(log.url, format);
    sent.set(format, events());
    await storeBatch(log.db.em, sent.get(format) ?? []);
  }
  await sealLog(log.db.em, signer);
});
afterEach(() => log.stop());

const stored = async (id: number) =>
  findActivity(log.db.em, String(id), { visibility: { kind: 'everything' }, security: true });
const rows = async () => {
  const { rows: found } = await sql<{ id: number; user_agent: string | null; agent: string | null }>`
    select id, user_agent, agent from activities where entity_type <> 'audit' order by id`.execute(
    log.db.em.getKysely(),
  );
  return found;
};

test('whoever reads does not see in which form an activity is stored', async () => {
  expect((await rows()).map(({ agent }) => agent === null)).toEqual([true, true, false, false]);
  for (const id of [1, 2, 3, 4]) expect(await stored(id)).toMatchObject({ user_agent: FIREFOX });
});

test('an event that comes again is known, and one that says something else is a conflict', async () => {
  for (const format of ['wide', 'narrow']) {
    const again = sent.get(format) ?? [];
    expect(await storeBatch(log.db.em, again)).toMatchObject({ stored: [], duplicates: 2, conflicts: [] });
    const other = again.map((event) => ({ ...event, user_agent: FIREFOX.replaceAll('145', '146') }));
    expect(await storeBatch(log.db.em, other)).toMatchObject({
      conflicts: again.map(({ event_id }) => event_id),
    });
  }
});

test('a person is handed out what both say of them, also by a name that a browser has', async () => {
  const data = await personData(log.db.em.fork(), linus, () => Promise.resolve({}));
  const ids = [...data.activities, ...data.mentioned_in].map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([1, 2, 3, 4]));
  expect(JSON.stringify(data.activities).split(FIREFOX)).toHaveLength(3);
});

test('forgetting a person and purging leave a log that verifies, with nothing of them in either', async () => {
  const id = await actingAs(systemActor, () =>
    log.db.em
      .fork()
      .transactional((tx) =>
        beginAnonymization(tx, { user_id: linus, requested_by: null, reason: 'Asked for' }),
      ),
  );
  await runAnonymization(log.db.em, id, { elsewhere: () => Promise.resolve({}) });
  const [wide, , narrow] = await rows();
  expect([wide, narrow]).toMatchObject([
    { user_agent: null, agent: null },
    { user_agent: null, agent: null },
  ]);
  const texts = await log.db.em.execute<{ said: string | null }[]>(
    'select coalesce(user_agent, whole_agent(agent)) as said from activities',
  );
  expect(texts.filter(({ said }) => said?.includes('Linux'))).toEqual([]);
  await sealLog(log.db.em, signer);
  expect(await verifyStoredLog(log.db.em)).toMatchObject({ ok: true, erased: 4 });

  const asked = { before: '2025-06-01T00:00:00.000Z', entity_type: null, reason: 'Old', requested_by: null };
  const { id: purge } = await requestPurge(log.db.em.fork(), asked);
  expect(await runPurge(log.db.em, purge)).toMatchObject({ purged: 2 });
  await sealLog(log.db.em, signer);
  expect(await verifyStoredLog(log.db.em)).toMatchObject({ ok: true, purged: 2, erased: 2 });
});
