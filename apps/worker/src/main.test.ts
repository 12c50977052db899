import { fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Backend } from '@timetracker/queue';
import { anEvent } from '@timetracker/shared/testing';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { end, forkMain, main } from './test-main.ts';
import { startSurroundings, type TestSurroundings } from './test-worker.ts';

const patience = { timeout: 45_000, interval: 50 };
const cleanUp: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

const startMain = (variables: Record<string, string>) => {
  const child = forkMain(variables);
  cleanUp.push(() => end(child, 'SIGKILL'));
  return child;
};

test.each([
  [{}, 'DATABASE_URL: is required for the worker\n'],
  [
    { DATABASE_URL: 'mysql://there' },
    'DATABASE_URL: must be a URL starting with postgres:// or postgresql://\n',
  ],
  [{ SEAL_KEY_FILE: '/nowhere/key' }, 'SEAL_KEY_FILE: /nowhere/key cannot be read (ENOENT)\n'],
])('with a setting that cannot be used, %j, the process ends with one line', async (variables, line) => {
  const child = fork(main, {
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('no output');
  const [out, said, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'exit')]);
  expect({ out, said, code }).toEqual({ out: '', said: line, code: 1 });
});

describe.each<Backend['kind']>(['postgres', 'redis'])('the worker process with its queue on %s', (kind) => {
  let around: TestSurroundings;
  let bystander: pg.Client;

  beforeEach(async () => {
    around = await startSurroundings(kind);
    cleanUp.push(around.stop);
    bystander = new pg.Client(around.databaseUrl);
    await bystander.connect();
    cleanUp.push(() => bystander.end());
  });

  const start = async () => {
    const child = startMain({
      DATABASE_URL: around.workerUrl,
      ...(around.env.REDIS_URL && { REDIS_URL: around.env.REDIS_URL }),
    });
    const [message] = await once(child, 'message');
    expect(message).toBe('ready');
    return child;
  };

  /** Brings the worker into the middle of a batch, where it waits for the writer's lock. */
  const holdInBatch = async () => {
    await bystander.query('begin');
    await bystander.query('select last_id from activity_head for update');
    await around.producer.add([anEvent()]);
    const blocked = async () => {
      // Within a transaction, who does what is looked up once, unless told otherwise.
      await bystander.query('select pg_stat_clear_snapshot()');
      const { rows } = await bystander.query(
        `select 1 from pg_stat_activity
         where application_name = 'timetracker-worker' and wait_event_type = 'Lock' and datname = current_database()`,
      );
      return rows.length;
    };
    await expect.poll(blocked, patience).toBe(1);
  };
  const release = () => bystander.query('rollback');
  const storedIds = async () => (await around.stored()).map((row) => row.id);

  test('a batch whose worker is killed in the middle is stored once, by the next worker', async () => {
    const doomed = await start();
    await holdInBatch();
    await end(doomed, 'SIGKILL');
    await release();
    await start();
    await expect.poll(storedIds, patience).toEqual([1]);
  });

  test('asked to stop, it finishes its batch and ends with 0', async () => {
    const child = await start();
    await holdInBatch();
    const ended = end(child, 'SIGTERM');
    await release();
    expect(await ended).toBe(0);
    expect(await storedIds()).toEqual([1]);
  });

  test('it ends when whoever started it is gone', async () => {
    const child = await start();
    const exit = once(child, 'exit');
    child.disconnect();
    expect(await exit).toEqual([0, null]);
  });
});
