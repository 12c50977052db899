import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@timetracker/embedded-postgres';
import { endWithOneLine, stopSignal } from '@timetracker/supervisor';
import { marksOf } from './marks/marks-of.ts';
import { help, type Options, readOptions } from './options.ts';
import { type Results, runBench } from './run-bench.ts';
import { report } from './tables/report.ts';

const OUTPUT = 'bench-results';

/** Runs something on a PostgreSQL as `npm start` has it, in a directory that is kept, or in one of its own. */
async function withCluster<Result>(
  data: string | undefined,
  run: (cluster: EmbeddedPostgres) => Promise<Result>,
): Promise<Result> {
  const dataDir = data ?? (await mkdtemp(join(tmpdir(), 'timetracker-bench-')));
  await mkdir(dataDir, { recursive: true });
  // As root, PostgreSQL's account passes through this directory.
  if (data === undefined) await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir });
  const end = async () => {
    await postgres.stop();
    if (data !== undefined) return;
    await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  };
  stopSignal().addEventListener('abort', () => void end().finally(() => process.exit(1)));
  try {
    return await run(postgres);
  } finally {
    await end();
  }
}

/** @returns the name of the files without their ending */
async function write(results: Results): Promise<string> {
  const marks = marksOf(results);
  const text = report(results, marks);
  console.log(`\n${text}`);
  await mkdir(OUTPUT, { recursive: true });
  const name = join(OUTPUT, results.began.replaceAll(':', '-'));
  await writeFile(`${name}.json`, `${JSON.stringify({ ...results, marks }, null, 2)}\n`);
  await writeFile(`${name}.md`, text);
  return name;
}

const sayOnStderr = (line: string) => process.stderr.write(`${line}\n`);

async function measure(options: Options): Promise<void> {
  const results = await withCluster(options.data, (postgres) => {
    process.env['TEST_DATABASE_URL'] = postgres.url;
    return runBench(postgres.url, options, sayOnStderr);
  });
  console.log(`Written to ${await write(results)}.json and .md`);
  const compared = [...(results.reads?.readings ?? []), ...(results.sealing?.proofs ?? [])];
  if (compared.some(({ same_answer }) => !same_answer))
    throw new Error('The product and its peer did not find the same: see above');
}

await endWithOneLine(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(help);
  else await measure(options);
});
