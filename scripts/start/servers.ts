import { join } from 'node:path';
import type { ProcessSpec } from './keep-running.ts';
import { root } from './root.ts';
import type { Variables } from './serve.ts';

/** The processes of the application, in the order in which they start: the worker is there before the first event. */
export function servers(env: Variables): ProcessSpec[] {
  // The API never signs checkpoints.
  const { SEAL_KEY: _key, ...forApi } = env;
  return ['worker', 'api'].map((name) => ({
    name,
    args: ['--enable-source-maps', join(root, 'apps', name, 'src', 'main.ts')],
    env: name === 'worker' ? env : forApi,
    reloads: true,
  }));
}
