import { readdir } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

const assets = join(import.meta.dirname, '../../../apps/web/dist/assets');

let stack: Stack;
let headers: Record<string, string>;

beforeAll(async () => {
  stack = await startStack('postgres');
  const { id } = await stack.createUser('ada.admin', 'admin');
  const key = await stack.createKey({ user_id: id, scopes: ['activity:read'] });
  headers = { authorization: `Bearer ${key}` };
});
afterAll(() => stack.stop());

/** How an answer is encoded, asked without a client that would unpack it. */
const encodingOf = (path: string, accepted: string) =>
  new Promise<string | undefined>((resolve, reject) => {
    get(`${stack.url}${path}`, { headers: { ...headers, 'accept-encoding': accepted } }, (answer) => {
      resolve(answer.headers['content-encoding']);
      answer.destroy();
    }).on('error', reject);
  });

test('the files of the web app come as small as the browser understands', async () => {
  const script = (await readdir(assets)).find((name) => /^start-.*\.js$/.test(name));
  expect(await encodingOf(`/assets/${script}`, 'gzip, br')).toBe('br');
  expect(await encodingOf(`/assets/${script}`, 'gzip')).toBe('gzip');
  expect(await encodingOf(`/assets/${script}`, 'identity')).toBeUndefined();
});

test('lists come compressed, the live stream as it is: nothing of it may wait', async () => {
  expect(await encodingOf('/api/openapi.json', 'gzip, br')).toBe('gzip');
  expect(await encodingOf('/api/activities', 'gzip')).toBe('gzip');
  expect(await encodingOf('/api/activities/live', 'gzip')).toBeUndefined();
});
