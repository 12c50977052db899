import { mkdir, mkdtemp, chmod, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@timetracker/db/embedded';
import { type Backend, startStack } from '../stack.ts';
import prepareBrowser from '../browser/test-browser.ts';
import prepareWeb from '../browser/test-web.ts';
import { measurePages } from './page-load.ts';
import { measureLatency } from './post-to-stream.ts';

const BACKENDS: Backend[] = ['postgres', 'redis'];
const OUTPUT = 'bench-results';

/** Measures the product on a database of the run's own, prints a table and writes it as JSON. */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'timetracker-bench-'));
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir });
  process.env['TEST_DATABASE_URL'] = postgres.url;
  const rows: Record<string, string | number>[] = [];
  for (const backend of BACKENDS) {
    const stack = await startStack(backend);
    rows.push({ measure: 'POST to open stream, idle', queue: backend, ...(await measureLatency(stack)) });
    await stack.stop();
  }
  await prepareWeb();
  await prepareBrowser();
  const stack = await startStack('postgres');
  const pages = await measurePages(stack);
  await stack.stop();
  await postgres.stop();
  const machine = {
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
    memory_bytes: totalmem(),
    node: process.version,
  };
  await mkdir(OUTPUT, { recursive: true });
  const file = join(OUTPUT, `${new Date().toISOString().replaceAll(':', '-')}.json`);
  await writeFile(file, JSON.stringify({ machine, rows, pages }, null, 2));
  console.table(rows);
  console.table(pages);
  process.stdout.write(`Written to ${file}\n`);
}

await main();
