import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Variables } from '@timetracker/process';
import type { Prepared } from './serve.ts';
import { StartError } from './start-error.ts';

/**
 * Migrates the database and fills an empty one, in a process of its own: the supervisor, which lives as
 * long as the application, needs nothing of what that loads.
 * @param program `scripts/migrate.ts`, or what was built from it
 * @throws {StartError} when it fails; the reason was written to stderr
 */
export async function prepareDatabase(
  program: string,
  variables: Variables,
  stopping: AbortSignal,
): Promise<Prepared> {
  const child = fork(program, {
    env: variables,
    signal: stopping,
    // Out of reach of Ctrl-C in a terminal, which would look like a failure: `stopping` ends it.
    detached: true,
  });
  let prepared: Prepared | undefined;
  child.on('message', (message) => {
    prepared = message as Prepared;
  });
  const [code] = await once(child, 'exit').catch((error: Error) => {
    if (stopping.aborted) return [0];
    throw new StartError(`The database could not be prepared: ${error.message}`);
  });
  if (code === 0 || stopping.aborted) return prepared ?? {};
  throw new StartError('The database could not be prepared: see above.');
}
