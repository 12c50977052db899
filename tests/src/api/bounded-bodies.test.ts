import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

const MIB = 1024 * 1024;

let stack: Stack;
let key: string;
beforeAll(async () => {
  stack = await startStack('postgres');
  const { id } = await stack.createUser('sender', 'admin');
  key = await stack.createKey({ user_id: id, scopes: ['activity:write'] });
});
afterAll(() => stack.stop());

const event = { action: 'created', entity_type: 'task', entity_id: 1 };

/** Announces a body and keeps it back. */
function begin(bytes: number) {
  const sending = request(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': bytes,
    },
  });
  sending.on('error', () => undefined);
  sending.flushHeaders();
  const answered = once(sending, 'response').then(([answer]) => {
    const { statusCode, headers } = answer as IncomingMessage;
    (answer as IncomingMessage).resume();
    return { status: statusCode, headers };
  });
  return { answered, finish: () => sending.end(JSON.stringify(event).padEnd(bytes)) };
}

test('a body of more than 8 MiB is refused by its announced length alone', async () => {
  expect((await begin(8 * MIB + 1).answered).status).toBe(413);
});

test('bodies are taken until those at hand come to 32 MiB; then the next one is told to come again, and may', async () => {
  const held = Array.from({ length: 4 }, () => begin(8 * MIB));
  // Whether the four are there already, only the refusal of another one tells.
  let refused: { status: number | undefined; headers: IncomingMessage['headers'] } | undefined;
  await expect
    .poll(async () => {
      const another = begin(8 * MIB);
      another.finish();
      refused = await another.answered;
      return refused.status;
    })
    .toBe(429);
  expect(refused?.headers['retry-after']).toBe('1');
  for (const one of held) one.finish();
  expect((await Promise.all(held.map(({ answered }) => answered))).map(({ status }) => status)).toEqual(
    Array.from({ length: 4 }, () => 202),
  );
  const small = begin(200);
  small.finish();
  expect((await small.answered).status).toBe(202);
});
