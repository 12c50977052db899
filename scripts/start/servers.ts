import { join } from 'node:path';
import type { ProcessSpec } from './keep-running.ts';
import type { ProcessLogins } from './process-logins.ts';
import { root } from './root.ts';
import type { Variables } from './serve.ts';

/** The processes of the application, in the order in which they start: the worker is there before the first event. */
export function servers(env: Variables, logins: ProcessLogins): ProcessSpec[] {
  const server = (name: string, DATABASE_URL: string): ProcessSpec => ({
    name,
    args: ['--enable-source-maps', join(root, 'apps', name, 'src', 'main.ts')],
    env: { ...env, DATABASE_URL },
    reloads: true,
  });
  return [server('worker', logins.WORKER_DATABASE_URL), server('api', logins.API_DATABASE_URL)];
}
