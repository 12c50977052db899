import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@timetracker/embedded-postgres';
import type { Backend } from '../stack.ts';
import { releaseIn } from './release.ts';
import { type Outcome, tryUpgrade } from './trial.ts';

// `npm run upgrade-trial -- --before DIRECTORY [--rounds N] [--queue postgres|redis]`: upgrades from the release in DIRECTORY,
// a checkout with its dependencies, to this one, under load. A line of JSON a round; exit code 1 when anything is lost,
// twice, untold, or answered with 500. It needs another release, which no checkout has with it, and so is no part of `npm test`.
const { values } = parseArgs({
  options: {
    before: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    queue: { type: 'string', multiple: true, default: ['postgres', 'redis'] },
  },
});
if (values.before === undefined) throw new Error('--before DIRECTORY: is required');
const before = releaseIn(resolve(values.before));
const now = releaseIn(join(import.meta.dirname, '..', '..', '..'));

const dataDir = await mkdtemp(join(tmpdir(), 'timetracker-upgrade-'));
await chmod(dataDir, 0o711);
const postgres = await startEmbeddedPostgres({
  dataDir,
  settings: { max_connections: '200' },
  log: sayDeadlocks(),
});
try {
  for (let round = 1; round <= Number(values.rounds); round += 1)
    for (const queue of values.queue) {
      const outcome = await tryUpgrade(postgres.url, queue as Backend, before, now);
      console.log(JSON.stringify({ round, ...outcome }));
      if (!isGood(outcome)) process.exitCode = 1;
    }
} finally {
  await postgres.stop();
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true });
  await rm(dataDir, { recursive: true, force: true });
}
process.exit();

/** Who was in a deadlock with whom is in the server's log alone: the line, and the indented ones after it. */
function sayDeadlocks(): (line: string) => void {
  let within = false;
  return (line) => {
    within =
      line.includes('deadlock detected') || (within && !line.includes('LOG:') && !line.includes('ERROR:'));
    if (within) console.error(line);
  };
}

function isGood({ lost, doubled, gaps, deadlocks, untold, named, answers }: Outcome): boolean {
  const failed = Object.keys(answers).filter((line) => line.endsWith(' 500') || line.endsWith(' 0'));
  return lost + doubled + gaps + deadlocks + untold + named + failed.length === 0;
}
