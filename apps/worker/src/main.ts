import { supervised } from '@timetracker/process';
import { parseEnv } from '@timetracker/shared';
import { pino } from 'pino';
import { startWorker } from './worker.ts';

await supervised('worker', async () => {
  const env = parseEnv(process.env);
  return await startWorker({ env, log: pino({ name: 'worker', level: env.LOG_LEVEL }) });
});
