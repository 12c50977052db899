import { readEnvironment, supervised } from '@timetracker/process';
import { pino } from 'pino';
import { startWorker } from './worker.ts';

const NAME = 'worker';

await supervised(NAME, async () => {
  const env = readEnvironment();
  const log = pino({ name: NAME, level: env.LOG_LEVEL });
  const worker = await startWorker({ env, log });
  log.info({ status_port: env.WORKER_PORT ?? null }, 'the worker is ready');
  return worker;
});
