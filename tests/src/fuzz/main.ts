import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@timetracker/embedded-postgres';
import { endWithOneLine } from '@timetracker/supervisor';
import type { Backend } from '../stack.ts';
import { runFuzz } from './run-fuzz.ts';

const HELP = `Usage: npm run fuzz -- [options]

Sends random requests to every route and procedure, as administrator, member and nobody, and looks at the answers.

  --requests 20000     how many
  --seed N             the same seed makes the same requests; without it, a new one is chosen and printed
  --concurrency 4      how many are under way at once
  --queue postgres     or redis
  --help`;

const options = {
  requests: { type: 'string', default: '20000' },
  seed: { type: 'string' },
  concurrency: { type: 'string', default: '4' },
  queue: { type: 'string', default: 'postgres' },
  help: { type: 'boolean', default: false },
} as const;

function whole(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} must be a whole number of at least 1`);
  return number;
}

function queueOf(text: string): Backend {
  if (text === 'postgres' || text === 'redis') return text;
  throw new Error('--queue must be postgres or redis');
}

await endWithOneLine(async () => {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : whole('seed', values.seed);
  const chosen = {
    requests: whole('requests', values.requests),
    concurrency: whole('concurrency', values.concurrency),
    backend: queueOf(values.queue),
    seed,
  };
  console.log(`${chosen.requests} requests, seed ${seed}, queue on ${chosen.backend}`);
  const dataDir = await mkdtemp(join(tmpdir(), 'timetracker-fuzz-'));
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir });
  process.env['TEST_DATABASE_URL'] = postgres.url;
  try {
    const { faults, ...report } = await runFuzz({ ...chosen, say: (line) => console.log(line) });
    console.log(JSON.stringify({ ...report, faults: faults.length }, null, 2));
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await postgres.stop();
    await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  }
});
