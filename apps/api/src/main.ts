import { supervised } from '@timetracker/process';
import { EnvError, parseEnv } from '@timetracker/shared';
import { pino } from 'pino';
import { type ApiEnv, requireApiEnv } from './api-env.ts';
import { startApi } from './start-api.ts';

const NAME = 'api';

await supervised(NAME, async () => {
  const env = readEnv();
  const log = pino({ level: env.LOG_LEVEL, name: NAME });
  const api = await startApi({ env, log });
  log.info({ url: api.url }, 'the API is ready');
  return api;
});

/** A setting that cannot be used is said in one line: a stack would only hide it. */
function readEnv(): ApiEnv {
  try {
    return requireApiEnv(parseEnv(process.env));
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}
