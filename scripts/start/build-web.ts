import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { once } from 'node:events';
import { root } from './root.ts';
import { StartError } from './start-error.ts';

/**
 * Builds the web app into apps/web/dist, or takes it from Turborepo's cache when nothing it is made of has changed.
 * @throws {StartError} when it cannot be built; the reason was written to stderr
 */
export async function buildWeb(stopping: AbortSignal): Promise<void> {
  const turbo = join(root, 'node_modules', '.bin', 'turbo');
  const child = spawn(turbo, ['run', 'build', '--filter=@timetracker/web', '--output-logs=errors-only'], {
    cwd: root,
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
  if (code === 0) return;
  process.stderr.write((await said).join(''));
  throw new StartError('The web app could not be built: see above.');
}
