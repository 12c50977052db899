import { readEnvironment, supervised } from '@timetracker/process';
import { pino } from 'pino';
import { requireApiEnv } from './environment/api-env.ts';
import { startApi } from './start-api.ts';

const NAME = 'api';

await supervised(NAME, async () => {
  const env = requireApiEnv(readEnvironment());
  const log = pino({ level: env.LOG_LEVEL, name: NAME });
  const api = await startApi({ env, log });
  log.info({ url: api.url }, 'the API is ready');
  return api;
});
