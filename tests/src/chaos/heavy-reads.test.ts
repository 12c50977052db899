import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIVE_MS, MEMORY_LIMIT, startWatchedApi } from './watched-api.ts';

let api: Awaited<ReturnType<typeof startWatchedApi>>;

beforeAll(async () => {
  api = await startWatchedApi({ worker: true });
});
afterAll(() => api.stop());

const EVENTS = 300;
/** As many as fit into a request. */
const AT_ONCE = 10;

const objects = JSON.stringify({ a: Array.from({ length: 7_500 }, () => ({})) });
const named = JSON.stringify(
  Object.fromEntries(Array.from({ length: 4_900 }, (_, index) => [`k${index}`, index])),
);
const nested = JSON.stringify({
  a: Array.from({ length: 80 }, () => JSON.parse('['.repeat(95) + ']'.repeat(95)) as unknown),
});
const texts = JSON.stringify({ a: 'x'.repeat(64_000) });

const ask = (path: string, init: { method?: string; body?: string } = {}, key = api.keys.member) =>
  fetch(`${api.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(120_000),
  });

/** Posts events of the member's, and waits until they are stored. */
async function store(extra_data: string): Promise<void> {
  const known = await seen();
  const one = `{"action":"created","entity_type":"task","entity_id":1,"extra_data":${extra_data}}`;
  const body = `{"activities":[${Array.from({ length: AT_ONCE }, () => one).join()}]}`;
  for (let sent = 0; sent < EVENTS; ) {
    const { status } = await ask('/api/activities', { method: 'POST', body });
    expect([202, 429]).toContain(status);
    if (status === 202) sent += AT_ONCE;
  }
  await expect.poll(seen, { timeout: 120_000, interval: 500 }).toBe(known + EVENTS);
}

/** How many activities the member sees. */
async function seen(): Promise<number> {
  const response = await ask('/api/activities?limit=1');
  expect(response.status).toBe(200);
  return ((await response.json()) as { total: number }).total;
}

/** @returns the statuses of the answers, each of which was read */
const inParallel = (times: number, path: string) =>
  Promise.all(
    Array.from({ length: times }, async () => {
      const response = await ask(path);
      const answer = await response.text();
      if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      else JSON.parse(answer);
      return response.status;
    }),
  );

async function replay(times: number) {
  await Promise.all(
    Array.from({ length: times }, async () => {
      const over = new AbortController();
      const response = await fetch(`${api.url}/api/activities/live`, {
        headers: { authorization: `Bearer ${api.keys.member}`, 'last-event-id': '0' },
        signal: over.signal,
      });
      let bytes = 0;
      for await (const part of response.body ?? []) {
        bytes += (part as Uint8Array).length;
        if (bytes > 5_000_000) break;
      }
      over.abort();
    }),
  );
}

test.each([
  ['objects', objects],
  ['names', named],
  ['nested lists', nested],
  ['text', texts],
])(
  'whoever stored as many %s as are taken reads them 36 times at once: others are answered within a second',
  async (_, extra) => {
    await store(extra);
    const list = encodeURIComponent(JSON.stringify({ limit: 100 }));
    const batch = Array.from({ length: 10 }, () => 'activity.list').join();
    const inputs = encodeURIComponent(
      JSON.stringify(Object.fromEntries(Array.from({ length: 10 }, (__, index) => [index, { limit: 100 }]))),
    );
    const statuses: number[] = [];
    let answered = 0;
    const { slowest, largest } = await api.watch(
      async () => {
        statuses.push(...(await inParallel(36, '/api/activities?limit=100')));
        statuses.push(...(await inParallel(12, `/api/trpc/activity.list?input=${list}`)));
        await inParallel(2, `/api/trpc/${batch}?batch=1&input=${inputs}`);
        await replay(12);
      },
      async () => {
        const response = await ask('/api/activities?limit=50', {}, api.keys.other);
        await response.arrayBuffer();
        if (response.status === 200) answered += 1;
        else expect(response.status).toBe(429);
      },
    );
    process.stdout.write(
      `${statuses.filter((status) => status === 200).length} of ${statuses.length} read\n`,
    );
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
    expect(statuses.every((status) => status === 200 || status === 429)).toBe(true);
    expect(answered).toBeGreaterThan(0);
    expect(slowest).toBeLessThan(LIVE_MS);
    expect(largest).toBeLessThan(MEMORY_LIMIT);
  },
);
