import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../apps/supervisor/src/root.ts';

/**
 * Runs a program of node_modules/.bin in the repository's root, on this process's terminal.
 * @param stopping ends it
 * @returns whether its exit code is 0
 */
export async function runToEnd(program: string, args: string[], stopping: AbortSignal): Promise<boolean> {
  const child = spawn(join(root, 'node_modules', '.bin', program), args, { cwd: root, stdio: 'inherit' });
  const stop = () => child.kill('SIGTERM');
  stopping.addEventListener('abort', stop);
  const [code] = await once(child, 'exit');
  stopping.removeEventListener('abort', stop);
  return code === 0;
}
