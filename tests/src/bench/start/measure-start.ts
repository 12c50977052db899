import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { rotated } from '../interleaved.ts';
import type { Pace } from '../pace.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import { npmStart } from './npm-start.ts';

const ways = {
  'as it is': {},
  'without compile cache': { NODE_DISABLE_COMPILE_CACHE: '1' },
} satisfies Record<string, Record<string, string>>;
type Way = keyof typeof ways;

/** What a second `npm start` came to. */
export interface Start {
  way: Way;
  /** From the command until it says where the product runs. */
  ready_ms: Spread;
  /** Of each server, when it has had nothing to do for some seconds (RSS), MB. */
  api_memory_mb: Spread;
  worker_memory_mb: Spread;
}

/** What only the start needed has been given back by then. */
const AT_REST_MS = 4_000;

/**
 * How long `npm start` takes on a database that is there, with everything installed and built, and what its servers hold
 * afterwards; with and without Node's compile cache in turns.
 */
export async function measureStart({ rounds }: Pace['start']): Promise<Start[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'timetracker-bench-start-'));
  // As root, PostgreSQL's account passes through this directory.
  await chmod(dataDir, 0o711);
  try {
    await start(dataDir, 'as it is', 0);
    const starts = new Map<Way, Awaited<ReturnType<typeof start>>[]>();
    for (let round = 0; round < rounds; round += 1)
      for (const way of rotated(Object.keys(ways) as Way[], round))
        starts.set(way, [...(starts.get(way) ?? []), await start(dataDir, way, AT_REST_MS)]);
    return [...starts].map(([way, all]) => ({
      way,
      ready_ms: spreadOf(all.map(({ ready_ms }) => ready_ms)),
      api_memory_mb: spreadOf(all.map(({ api }) => api)),
      worker_memory_mb: spreadOf(all.map(({ worker }) => worker)),
    }));
  } finally {
    await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function start(dataDir: string, way: Way, restMs: number) {
  const started = await npmStart(dataDir, ways[way]);
  try {
    await pause(restMs);
    const [api, worker] = await Promise.all([started.memory('api'), started.memory('worker')]);
    return { ready_ms: started.ready_ms, api, worker };
  } finally {
    await started.stop();
  }
}
