import { EventEmitter, once } from 'node:events';
import { openStream } from '../../open-stream.ts';
import type { Pace } from '../pace.ts';
import { queues, type ServedKind, startServed } from '../served.ts';
import { type Spread, spreadOf } from '../statistics.ts';

export interface Latency {
  queue: ServedKind;
  redis: string | undefined;
  /** From sending the request to reading the activity from the stream. */
  ms: Spread;
}

/** How long a posted event takes to reach an open live stream of an idle system, one event at a time. */
export async function measureLatency(pace: Pace['latency']): Promise<Latency[]> {
  const latencies: Latency[] = [];
  for (const queue of queues) {
    const served = await startServed(queue);
    try {
      latencies.push({ queue, redis: served.redis, ms: spreadOf(await postToStream(served, pace)) });
    } finally {
      await served.stop();
    }
  }
  return latencies;
}

async function postToStream(
  { url, key }: { url: string; key: string },
  { rounds, warm_up }: Pace['latency'],
): Promise<number[]> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const seen = new EventEmitter();
  const stream = await openStream(url, key, {
    onActivity: ({ entity_name }) => seen.emit(entity_name ?? ''),
  });
  const times: number[] = [];
  for (let round = -warm_up; round < rounds; round += 1) {
    const entity_name = `bench ${round}`;
    const arrived = once(seen, entity_name);
    const start = performance.now();
    const answer = await fetch(`${url}/api/activities`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ action: 'updated', entity_type: 'task', entity_id: 1, entity_name }),
    });
    if (answer.status !== 202) throw new Error(`POST answered ${answer.status}: ${await answer.text()}`);
    await answer.body?.cancel();
    await Promise.race([arrived, stream.ended]);
    if (round >= 0) times.push(performance.now() - start);
  }
  await stream.close();
  return times;
}
