import { EventEmitter, once } from 'node:events';
import { openStream } from '../open-stream.ts';
import type { Stack } from '../stack.ts';

const ROUNDS = 200;
const WARM_UP = 20;

const quantile = (sorted: number[], q: number) =>
  Math.round((sorted[Math.floor(sorted.length * q)] ?? 0) * 10) / 10;

/**
 * How long a posted event takes to reach an open live stream of an idle system.
 * @returns milliseconds over 200 rounds after a warm-up, one event at a time
 */
export async function measureLatency(
  stack: Stack,
): Promise<{ p50_ms: number; p95_ms: number; max_ms: number }> {
  const user = await stack.createUser('bench.user');
  const key = await stack.createKey({ user_id: user.id, scopes: ['activity:read', 'activity:write'] });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const seen = new EventEmitter();
  const stream = await openStream(stack.url, key, {
    onActivity: ({ entity_name }) => seen.emit(entity_name ?? ''),
  });

  const times: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    const entity_name = `bench ${round}`;
    const arrived = once(seen, entity_name);
    const start = performance.now();
    const answer = await fetch(`${stack.url}/api/activities`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ action: 'updated', entity_type: 'task', entity_id: 1, entity_name }),
    });
    if (answer.status !== 202) throw new Error(`POST answered ${answer.status}: ${await answer.text()}`);
    await answer.body?.cancel();
    await Promise.race([arrived, stream.ended]);
    if (round >= WARM_UP) times.push(performance.now() - start);
  }
  await stream.close();
  times.sort((a, b) => a - b);
  return { p50_ms: quantile(times, 0.5), p95_ms: quantile(times, 0.95), max_ms: quantile(times, 0.999) };
}
