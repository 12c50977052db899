import { nodeFlags, nodeVariables, type Variables } from '@timetracker/process';
import type { ProcessSpec } from './keep-running.ts';
import type { ProcessLogins } from './process-logins.ts';
import type { Programs } from './programs.ts';

/** The processes of the application, in the order in which they start: the worker is there before the first event. */
export function servers(programs: Programs, env: Variables, logins: ProcessLogins): ProcessSpec[] {
  // The API never signs checkpoints.
  const { SEAL_KEY: _key, ...forApi } = env;
  const server = (name: 'api' | 'worker', variables: Variables): ProcessSpec => ({
    name,
    args: [...nodeFlags, programs[name]],
    env: { ...nodeVariables, ...variables },
    reloads: true,
  });
  return [
    server('worker', { ...env, DATABASE_URL: logins.WORKER_DATABASE_URL }),
    server('api', { ...forApi, DATABASE_URL: logins.API_DATABASE_URL }),
  ];
}
