import { buildServers } from '@timetracker/supervisor';
import prepareBrowser from '../browser/test-browser.ts';
import prepareWeb from '../browser/test-web.ts';
import { startStack } from '../stack.ts';
import { describeMachine, type Machine } from './describe-machine.ts';
import { type Erasure, measureErasure } from './erasure/measure-erasure.ts';
import { type Latency, measureLatency } from './latency/post-to-stream.ts';
import type { Options, Part } from './options.ts';
import { fullPace, quickPace } from './pace.ts';
import { measurePages, type PageLoad } from './page-load.ts';
import { measureReads, type Reads } from './reads/measure-reads.ts';
import { measureSealing, type Sealing } from './sealing/measure-sealing.ts';
import { measureStart, type Start } from './start/measure-start.ts';
import { measureWrites, type Writes } from './writes/measure-writes.ts';

/** What a run came to; parts that were not asked for are missing. */
export interface Results {
  /** ISO 8601. */
  began: string;
  machine: Machine;
  sizes: readonly number[];
  /** Only a look at whether it works. */
  quick: boolean;
  /** How long each part took. */
  seconds: Partial<Record<Part, number>>;
  latency?: Latency[];
  writes?: Writes;
  sealing?: Sealing;
  erasure?: Erasure;
  reads?: Reads;
  pages?: PageLoad[];
  start?: Start[];
}

/**
 * Measures the parts one after another on a cluster, where other databases of the run are made and dropped.
 * @param say is told which part begins
 */
export async function runBench(
  cluster: string,
  { sizes, only, quick }: Pick<Options, 'sizes' | 'only' | 'quick'>,
  say: (line: string) => void,
): Promise<Results> {
  const pace = quick ? quickPace : fullPace;
  const results: Results = {
    began: new Date().toISOString(),
    machine: await describeMachine(cluster),
    sizes,
    quick,
    seconds: {},
  };
  await buildServers(new AbortController().signal);
  const measure: Record<Part, () => Promise<unknown>> = {
    latency: async () => (results.latency = await measureLatency(pace.latency)),
    writes: async () => (results.writes = await measureWrites(pace)),
    sealing: async () => (results.sealing = await measureSealing(cluster, sizes, pace)),
    erasure: async () => (results.erasure = await measureErasure(cluster, sizes, pace.erasure)),
    reads: async () => (results.reads = await measureReads(cluster, sizes, pace.reads)),
    pages: async () => (results.pages = await loadPages()),
    start: async () => (results.start = await measureStart(pace.start)),
  };
  for (const part of only) {
    say(`Measuring ${part} …`);
    const begin = performance.now();
    await measure[part]();
    results.seconds[part] = Math.round((performance.now() - begin) / 1_000);
  }
  return results;
}

async function loadPages(): Promise<PageLoad[]> {
  await prepareWeb();
  await prepareBrowser();
  const stack = await startStack('postgres');
  try {
    return await measurePages(stack);
  } finally {
    await stack.stop();
  }
}
