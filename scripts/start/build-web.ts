import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readIfExists } from '../../packages/db/src/embedded-postgres.ts';
import { hashFiles } from './hash-files.ts';
import { root } from './root.ts';
import { StartError } from './start-error.ts';

const web = join(root, 'apps', 'web');
const stampFile = join(web, 'dist', '.built-from');
/** All that the build reads; of the API it takes types only, which leave no trace in it. */
const inputs = ['apps/web', 'packages/shared', 'pnpm-lock.yaml', 'tsconfig.base.json'];

/**
 * Builds the web app into apps/web/dist unless that was built from the present source. Not through Turborepo, whose
 * look at a repository without git takes longer than everything else that a start does.
 * @throws {StartError} when it cannot be built; the reason was written to stderr
 */
export async function buildWeb(stopping: AbortSignal): Promise<void> {
  const stamp = await hashFiles(root, inputs);
  if ((await readIfExists(stampFile)) === stamp) return;
  await runVite(stopping);
  if (!stopping.aborted) await writeFile(stampFile, stamp);
}

/** Makes the next `buildWeb` build, whatever is in apps/web/dist by then. */
export async function forgetWebBuild(): Promise<void> {
  await rm(stampFile, { force: true });
}

async function runVite(stopping: AbortSignal): Promise<void> {
  const vite = join(web, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: web,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: stopping,
    // Out of reach of Ctrl-C in a terminal, which would look like a failure: `stopping` ends it.
    detached: true,
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'exit').catch((error: Error) => {
    if (stopping.aborted) return [0];
    throw new StartError(`The web app could not be built: ${error.message}`);
  });
  if (code === 0 || stopping.aborted) return;
  process.stderr.write((await said).join(''));
  throw new StartError('The web app could not be built: see above.');
}
