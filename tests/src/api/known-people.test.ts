import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let mia: { id: number; key: string };
let service: string;

beforeAll(async () => {
  stack = await startStack('postgres', { RATE_LIMIT_PER_MINUTE: '0' });
  const ada = await stack.createUser('ada.admin', 'admin');
  admin = await clientOf(stack, 'ada.admin');
  const { id } = await stack.createUser('mia.member');
  mia = { id, key: await stack.createKey({ user_id: id, scopes: ['activity:write'] }) };
  service = await stack.createKey({ user_id: ada.id, scopes: ['activity:write'], service: true });
});
afterAll(() => stack.stop());

async function post(key: string, more: object): Promise<{ status: number; message?: string }> {
  const response = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'updated', entity_type: 'task', entity_id: 1, ...more }),
  });
  const { message } = (await response.json()) as { message?: string };
  return { status: response.status, ...(message !== undefined && { message }) };
}

/** The first posting of a key takes the general way, the others the direct one. */
const postAgain = async (key: string, more: object) => {
  const answers = [];
  for (let count = 0; count < 4; count += 1) answers.push(await post(key, more));
  return answers;
};
const accepted = Array.from({ length: 4 }, () => ({ status: 202 }));

test('whoever leaves a project cannot post into it any more, from the moment in which the answer says so', async () => {
  const project_id = await stack.createProject('Apollo', [mia.id]);
  for (let round = 0; round < 5; round += 1) {
    expect(await postAgain(mia.key, { project_id })).toEqual(accepted);
    await admin.project.removeMember.mutate({ project_id, user_id: mia.id });
    expect(await post(mia.key, { project_id })).toEqual({
      status: 403,
      message: `You have no access to project ${project_id}`,
    });
    await admin.project.addMember.mutate({ project_id, user_id: mia.id });
  }
  expect(await postAgain(mia.key, { project_id })).toEqual(accepted);
});

test('whom a service named before is known, and whoever is not there yet is found once they are', async () => {
  expect(await postAgain(service, { username: 'Mia.Member', user_id: mia.id })).toEqual(accepted);
  for (const { message } of await postAgain(service, { username: 'nina.new' }))
    expect(message).toContain('username names the unknown user "nina.new"');
  const { id } = await stack.createUser('nina.new');
  expect(await postAgain(service, { username: 'nina.new' })).toEqual(accepted);
  expect((await post(service, { username: 'nina.new', user_id: mia.id })).message).toContain(
    'names another user than user_id',
  );
  const stored = () =>
    stack.db.em
      .getConnection()
      .execute<unknown[]>('select id from activities where user_id = ? and posted is not null', [id]);
  await expect.poll(stored, { timeout: 10_000 }).toHaveLength(4);
});
