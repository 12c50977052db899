import { join } from 'node:path';
import type { ProcessSpec } from '../../apps/supervisor/src/keep-running.ts';
import { root } from '../../apps/supervisor/src/root.ts';
import type { Variables } from '../../packages/process/src/read-environment.ts';

/** Builds the web app anew whenever its source changes. */
export function webWatch(env: Variables): ProcessSpec {
  const web = join(root, 'apps', 'web');
  return {
    name: 'web',
    args: [
      '--import',
      join(import.meta.dirname, 'end-with-supervisor.ts'),
      join(web, 'node_modules', 'vite', 'bin', 'vite.js'),
      // The page in use stays while the next one is built.
      'build',
      web,
      '--watch',
      '--emptyOutDir=false',
      '--logLevel=warn',
    ],
    env,
  };
}
