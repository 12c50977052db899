import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@timetracker/db/embedded';
import prepareBrowser from '../browser/test-browser.ts';
import prepareWeb from '../browser/test-web.ts';
import { type Backend, startStack } from '../stack.ts';
import { readOptions } from './options.ts';
import { measurePages } from './page-load.ts';
import { measureLatency } from './post-to-stream.ts';
import { measureWrites } from './writes/measure-writes.ts';

const OUTPUT = 'bench-results';

async function latency() {
  const rows = [];
  for (const queue of ['postgres', 'redis'] satisfies Backend[]) {
    const stack = await startStack(queue);
    rows.push({ measure: 'POST to open stream, idle', queue, ...(await measureLatency(stack)) });
    await stack.stop();
  }
  console.table(rows);
  return rows;
}

async function writes() {
  const results = await measureWrites([
    'synchronous',
    'product, queue on PostgreSQL',
    'product, queue on Redis',
  ]);
  console.table(
    results.map(({ events_per_second, ...row }) => ({
      ...row,
      events_per_second: events_per_second.median,
      spread: `${events_per_second.min}–${events_per_second.max}`,
    })),
  );
  return results;
}

async function pages() {
  await prepareWeb();
  await prepareBrowser();
  const stack = await startStack('postgres');
  const loads = await measurePages(stack);
  await stack.stop();
  console.table(loads);
  return loads;
}

/** Measures the product on a PostgreSQL of the run's own, prints tables and writes them as JSON. */
async function main(): Promise<void> {
  const { only } = readOptions(process.argv.slice(2));
  const dataDir = await mkdtemp(join(tmpdir(), 'timetracker-bench-'));
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir });
  process.env['TEST_DATABASE_URL'] = postgres.url;
  const measures = { latency, writes, pages };
  const results: Record<string, unknown> = {
    machine: {
      cpu: cpus()[0]?.model,
      cores: availableParallelism(),
      memory_bytes: totalmem(),
      node: process.version,
    },
  };
  for (const part of only) results[part] = await measures[part]();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(OUTPUT, { recursive: true });
  const file = join(OUTPUT, `${new Date().toISOString().replaceAll(':', '-')}.json`);
  await writeFile(file, JSON.stringify(results, null, 2));
  process.stdout.write(`Written to ${file}\n`);
}

await main();
