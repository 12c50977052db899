// Runs on any Node >= 18 before anything is installed: no dependencies, no TypeScript, nothing newer than Node 18.
// Usage: node scripts/bootstrap.mjs start|dev|build|test|bench|chaos|fuzz|upgrade-trial|migrate|activity [arguments]
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { quietEnvironment } from './quiet-environment.mjs';

const programs = {
  start: 'scripts/start.ts',
  dev: 'scripts/dev.ts',
  build: 'scripts/build.ts',
  test: 'scripts/test.ts',
  bench: 'tests/src/bench/main.ts',
  chaos: 'scripts/chaos.ts',
  migrate: 'scripts/migrate.ts',
  fuzz: 'tests/src/fuzz/main.ts',
  'upgrade-trial': 'tests/src/upgrade/main.ts',
  activity: 'apps/cli/src/main.ts',
};

const [command = '', ...args] = process.argv.slice(2);
const program = Object.hasOwn(programs, command) ? programs[command] : undefined;
if (!program || !existsSync(join(root, program))) {
  console.error(`Usage: node scripts/bootstrap.mjs ${Object.keys(programs).join('|')} [arguments]`);
  process.exit(1);
}

const env = quietEnvironment(root);
try {
  // The output of `activity` is read by programs: what the installation says goes to stderr there.
  await ensureInstalled({ env, stdout: command === 'activity' ? 2 : 1 });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
handOver();

function handOver() {
  env.PATH = [join(root, 'node_modules', '.bin'), env.PATH].filter(Boolean).join(delimiter);
  // Compiled modules are kept: the second start of each process takes about half the time.
  env.NODE_COMPILE_CACHE ||= join(root, 'node_modules', '.cache', 'node-compile');
  const node = join(root, 'node_modules', 'node', 'bin', 'node');
  // The channel carries nothing: its end tells the program that this process was killed.
  const child = spawn(node, [join(root, program), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  });
  // A terminal sends Ctrl-C to the child as well: the child takes the second one for the same request.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) endWithNpm(child);
  child.on('error', (error) => {
    console.error(`Could not start ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

/** npm hands signals on, except the one that it cannot catch. */
function endWithNpm(child) {
  const npm = process.ppid;
  setInterval(() => {
    if (process.ppid !== npm) child.kill('SIGTERM');
  }, 1_000).unref();
}
