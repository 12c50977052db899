import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { LIVE_MS, MEMORY_LIMIT, MIB, startWatchedApi } from './watched-api.ts';

let api: Awaited<ReturnType<typeof startWatchedApi>>;
let url: string;
let port: number;
let keys: typeof api.keys;
const sockets: Socket[] = [];

beforeAll(async () => {
  api = await startWatchedApi();
  ({ url, port, keys } = api);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => api.stop());

const event = '"action":"created","entity_type":"task","entity_id":1';
const repeated = (text: string, bytes: number) =>
  Array.from({ length: Math.floor(bytes / (text.length + 1)) }, () => text).join();
const many = (count: number, extra_data: string) =>
  `{"activities":[${Array.from({ length: count }, () => `{${event},"extra_data":${extra_data}}`).join()}]}`;
const names = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":1`).join();

interface Sending {
  path?: string;
  key?: string | undefined;
}

async function send(
  body: string | Uint8Array<ArrayBuffer>,
  { path = '/api/activities', key = keys.member }: Sending = {},
) {
  try {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key !== '' && { authorization: `Bearer ${key}` }) },
      body,
      signal: AbortSignal.timeout(60_000),
    });
    return { status: response.status, bytes: (await response.arrayBuffer()).byteLength };
  } catch {
    // A refused body may be cut off while it is sent.
    return { status: 0, bytes: 0 };
  }
}

/** Watches the API while something is done to it and somebody else goes on posting. */
async function whileWatched(work: () => Promise<unknown>) {
  let posted = 0;
  const watched = await api.watch(work, async () => {
    const { status } = await send(`{${event}}`, { key: keys.other });
    // Where the queue is slow as well, they may be told to wait.
    expect([202, 429, 503]).toContain(status);
    if (status === 202) posted += 1;
  });
  return { ...watched, posted };
}

const SIGN_IN = { path: '/api/auth/sign-in/username', key: '' };

const post = (times: number, body: () => string, to?: Sending) => {
  // Made before anybody is watched: to make it takes this process longer than to send it.
  const bytes = new TextEncoder().encode(body());
  return () => Promise.all(Array.from({ length: times }, () => send(bytes, to)));
};
const empty = (bytes: number) => `[${repeated('{}', bytes)}]`;
const batch = { path: `/api/trpc/${repeated('a', 20_000)}?batch=1` };
const search = `/api/activities?q=${repeated('ab', 3_000).replaceAll(',', '+')}`;

test.each<[string, () => () => Promise<unknown>]>([
  ['sign-ins with a list of empty objects', () => post(8, () => empty(7.7 * MIB), SIGN_IN)],
  ['half a million names', () => post(4, () => `{${names(500_000)}}`)],
  ['events with as many names as are taken', () => post(3, () => many(13, `{${names(5_000)}}`))],
  ['300 events of empty objects', () => post(1, () => many(300, `{"a":${empty(16_000)}}`))],
  ['36 such requests at once', () => post(36, () => many(300, `{"a":${empty(16_000)}}`))],
  ['requests of as many objects as are taken', () => post(3, () => many(25, `{"a":${empty(23_000)}}`))],
  ['requests of as much text as is taken', () => post(8, () => many(120, `{"a":"${'x'.repeat(64_000)}"}`))],
  ['deep nesting', () => post(4, () => '[{"a":'.repeat(1_000_000))],
  ['batches of ten thousand calls', () => post(8, () => '{}', batch)],
  ['searches for many words', () => () => Promise.all(Array.from({ length: 50 }, () => ask(search)))],
  ['bad events', () => post(8, () => `{"activities":[${repeated('{"x":1,"y":2}', 13_000)}]}`)],
])('%s: the API answers others within a second, and within its memory', async (_, prepare) => {
  const work = prepare();
  const { slowest, largest, posted } = await whileWatched(work);
  expect(slowest).toBeLessThan(LIVE_MS);
  expect(largest).toBeLessThan(MEMORY_LIMIT);
  expect(posted).toBeGreaterThan(0);
});

const ask = async (path: string) => {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${keys.member}` } });
  await response.arrayBuffer();
};

/** A connection that announces a body, sends a byte now and then, and says how it ended. */
function dawdle(head: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let answer = '';
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString();
  });
  socket.on('error', () => undefined);
  socket.write(head);
  const timer = setInterval(() => socket.write(' '), 500);
  socket.on('close', () => {
    clearInterval(timer);
    resolve(answer);
  });
  return promise;
}

test('slow senders of bodies and of headers keep nobody from posting, and are let go', async () => {
  const head = `POST /api/activities HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${keys.member}\r\ncontent-type: application/json\r\n`;
  const bodies = Array.from({ length: 100 }, () => dawdle(`${head}content-length: ${8 * MIB}\r\n\r\n`));
  const heads = Array.from({ length: 100 }, () => dawdle(head));
  const silent = Array.from({ length: 100 }, () => dawdle('POST'));
  let answers: string[] = [];
  const { slowest, posted } = await whileWatched(async () => {
    answers = await Promise.all([...bodies, ...heads, ...silent]);
  });
  expect(slowest).toBeLessThan(LIVE_MS);
  expect(posted).toBeGreaterThan(100);
  expect(answers.slice(0, 100).every((answer) => answer.startsWith('HTTP/1.1 429'))).toBe(true);
  expect(answers.slice(100).every((answer) => answer.startsWith('HTTP/1.1 400'))).toBe(true);
}, 60_000);

test('headers said twice, or in two lengths, are refused or taken once', async () => {
  const head =
    'POST /api/activities HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n';
  const key = `authorization: Bearer ${keys.member}\r\n`;
  const body = `{${event}}`;
  const length = `content-length: ${body.length}\r\n`;
  expect(await dawdle(`${head}${key}${length}content-length: 5\r\n\r\n${body}`)).toMatch(/^HTTP\/1.1 400/);
  expect(await dawdle(`${head}${key}${length}transfer-encoding: chunked\r\n\r\n0\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 400/,
  );
  expect(await dawdle(`${head}${key}${length}\r\n${body}`)).toMatch(/^HTTP\/1.1 202/);
  expect(await dawdle(`${head}${key}${key}${length}\r\n${body}`)).toMatch(/^HTTP\/1.1 401/);
  expect(await dawdle(`${head}x: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 413/);
});

test('a person has so many live streams, and the next one is told to wait', async () => {
  const abort = new AbortController();
  const open = () =>
    fetch(`${url}/api/activities/live`, {
      headers: { authorization: `Bearer ${keys.member}`, 'last-event-id': '0' },
      signal: abort.signal,
    });
  const answers = await Promise.all(Array.from({ length: 60 }, open));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(50);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(10);
  expect(refused.every(({ headers }) => Number(headers.get('retry-after')) > 0)).toBe(true);
  abort.abort();
  await expect
    .poll(async () => {
      const again = new AbortController();
      const { status } = await fetch(`${url}/api/activities/live`, {
        headers: { authorization: `Bearer ${keys.member}` },
        signal: again.signal,
      });
      again.abort();
      return status;
    })
    .toBe(200);
});
