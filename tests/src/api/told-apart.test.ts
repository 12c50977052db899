import { LOOKS_LIKE, nameKey } from '@timetracker/shared';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let member: Client;
const ids: Record<string, number> = {};
const MIA = 'mia.member';
const OTHER = 'other.person';

const rename = async (username: string, display_name: string) =>
  void (await stack.db.em
    .fork()
    .execute('update users set display_name = ? where username = ?', [display_name, username]));

beforeAll(async () => {
  stack = await startStack('postgres');
  ids['ada.admin'] = (await stack.createUser('ada.admin', 'admin')).id;
  for (const username of [MIA, OTHER]) ids[username] = (await stack.createUser(username)).id;
  admin = await clientOf(stack, 'ada.admin');
  member = await clientOf(stack, MIA);
});
afterEach(async () => {
  await rename(MIA, 'Mia Member');
  await rename(OTHER, 'Other Person');
  await rename('ada.admin', 'Ada Admin');
});
afterAll(() => stack.stop());

const apartInList = async () =>
  Object.fromEntries(
    (await admin.user.list.query()).flatMap(({ username, told_apart_by }) =>
      told_apart_by === undefined ? [] : [[username, told_apart_by]],
    ),
  );

test('a name that is nobody else’s stands alone', async () => {
  expect(await apartInList()).toEqual({});
});

test.each([
  'ꓟꓲꓮ ꓟꓰꓟꓐꓰꓣ',
  'Ꮇia Ꮇember',
  'Mia Member',
  'mia  member',
  'Міа Меmbеr',
  'Míá Mémber',
  'Mia Mem\u200bber',
  'MlA MEMBER',
])('of two accounts %j and Mia Member each is told apart by the user name', async (name) => {
  await rename(OTHER, name);
  expect(await apartInList()).toEqual({ [MIA]: MIA, [OTHER]: OTHER });
});

test.each(['System', 'Deleted User #5', 'Administrator', 'Eve \u202egreB', '\u200b\u2060', 'Bell\u0007'])(
  'a member who is called %j is told apart by the user name',
  async (name) => {
    await rename(OTHER, name);
    expect(await apartInList()).toEqual({ [OTHER]: OTHER });
  },
);

test.each([
  MIA,
  'Mia.Member',
  'mіа.mеmbеr',
  'mia.member@example.com',
  'Mia Member (mia.member)',
  'Міа Mеmber （mia.mеmber）',
  'Mia Member [mia.member]',
  '\u2068Mia Member\u2069 (\u2068mia.member\u2069)',
  'Mia Member mia.member',
  'Mia Member · mia.member',
  'Mia (mia.member)',
])('another account that is called %j, as Mia Member is shown or signs in, is told apart', async (name) => {
  await rename(OTHER, name);
  expect(await apartInList()).toEqual({ [OTHER]: OTHER });
});

test('letters that look like one only where two names meet are found as well', async () => {
  const { id } = await stack.createUser('nils');
  await rename('nils', 'Bär');
  await rename(OTHER, 'Bär (nils)');
  expect(await apartInList()).toEqual({ [OTHER]: OTHER });
  await stack.db.em.fork().execute('delete from users where id = ?', [id]);
});

test.each([OTHER, 'Other Person (other.person)', 'Other Person (Acme)', '🔥', '( )', 'Mia', 'Mia Members'])(
  'a name like %j that says nothing of others stands alone',
  async (name) => {
    await rename(OTHER, name);
    expect(await apartInList()).toEqual({});
  },
);

test('an administrator is called Administrator, as the first one is', async () => {
  await rename('ada.admin', 'Administrator');
  expect(await apartInList()).toEqual({});
});

test('whoever sees a name sees what tells it apart, also who may not list all accounts', async () => {
  const hidden = await stack.createUser('never.seen');
  const project = await member.project.create.mutate({ name: 'Shared' });
  await admin.project.addMember.mutate({ project_id: project.id, user_id: ids[OTHER] ?? 0 });
  const task = await member.task.create.mutate({
    project_id: project.id,
    name: 'Logo',
    assignee_id: ids[MIA],
  });
  await member.comment.create.mutate({ task_id: task.id, body: 'Done' });
  const entry = {
    project_id: project.id,
    started_at: '2026-03-02T08:00:00Z',
    ended_at: '2026-03-02T09:00:00Z',
  };
  await member.timeEntry.create.mutate(entry);
  await rename('never.seen', 'Mia Member');
  const view = await member.savedView.create.mutate({ name: 'Mine', filters: {} });
  expect(view).toMatchObject({ owner_name: 'Mia Member', owner_told_apart_by: MIA });
  expect(await member.savedView.list.query()).toMatchObject([{ owner_told_apart_by: MIA }]);
  const told = { display_name: 'Mia Member', told_apart_by: MIA };

  await expect
    .poll(async () => (await member.activity.list.query({ user_id: [ids[MIA] ?? 0] })).activities.length)
    .toBeGreaterThanOrEqual(3);
  const { activities } = await member.activity.list.query({});
  for (const activity of activities.filter(({ user_id }) => user_id === ids[MIA]))
    expect(activity).toMatchObject(told);
  for (const activity of activities.filter(({ user_id }) => user_id === ids['ada.admin']))
    expect(activity).not.toHaveProperty('told_apart_by');
  expect(await member.activity.get.query({ id: String(activities.at(-1)?.id) })).toMatchObject(told);
  expect(await member.project.members.query({ id: project.id })).toMatchObject([
    told,
    { display_name: 'Other Person' },
  ]);
  expect(await member.comment.list.query({ task_id: task.id })).toMatchObject([told]);
  expect(await member.timeEntry.list.query({ project_id: project.id })).toMatchObject([told]);
  expect(await member.timeEntry.ofProject.query({ id: project.id })).toMatchObject({ by_person: [told] });
  expect(await member.task.get.query({ id: task.id })).toMatchObject({
    assignee_name: 'Mia Member',
    assignee_told_apart_by: MIA,
  });
  const { people } = await admin.stats.people.query({ days: 7 });
  expect(people.find(({ user_id }) => user_id === ids[MIA])).toMatchObject(told);
  const { user_activity } = await admin.stats.summary.query({ days: 7 });
  expect(user_activity.find(({ username }) => username === MIA)).toMatchObject(told);
  await stack.db.em.fork().execute('delete from users where id = ?', [hidden.id]);
});

test('the database tells what looks alike as the contract does', async () => {
  const names = [
    'Mia',
    'Straße',
    'Ωmega',
    'Ǆ',
    'Vvvrn',
    'ﬁne 1',
    'a\u0301\u200d\u{e0001}',
    '👩‍💻',
    'İstanbul',
    'ꓢystem Ꮪ ꮪ ЅҮЅТЕМ ς Σ ẞ',
    'Юлия',
  ];
  // Every character that looks like another one, in pieces that a name may have.
  for (let from = 0; from < LOOKS_LIKE.others.length; from += 100)
    names.push(
      LOOKS_LIKE.others
        .slice(from, from + 100)
        .toWellFormed()
        .replaceAll('\ufffd', ''),
    );
  for (const name of names) {
    const [row] = await stack.db.em.fork().execute('select name_key(?) as key', [name]);
    expect(row).toEqual({ key: nameKey(name) });
    await rename(OTHER, name);
    const [kept] = await stack.db.em
      .fork()
      .execute('select display_name_key as key from users where username = ?', [OTHER]);
    expect(kept).toEqual({ key: nameKey(name) });
  }
});
