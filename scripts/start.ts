import { buildServers } from '../apps/supervisor/src/build-servers.ts';
import { buildWeb } from '../apps/supervisor/src/build-web.ts';
import { describeSignIn } from '../apps/supervisor/src/describe-sign-in.ts';
import { endWithOneLine } from '../apps/supervisor/src/end-with-one-line.ts';
import { prepareDatabase } from '../apps/supervisor/src/prepare-database.ts';
import { builtPrograms } from '../apps/supervisor/src/programs.ts';
import { serve } from '../apps/supervisor/src/serve.ts';
import { servers } from '../apps/supervisor/src/servers.ts';
import { stopSignal } from '../apps/supervisor/src/stop-signal.ts';
import { withFiles } from '../packages/process/src/read-environment.ts';
import { parseEnv } from '../packages/shared/src/env.ts';

// `npm start`. Ends with exit code 0 when it was asked to stop by SIGTERM, SIGINT or SIGHUP, so that npm has nothing to
// complain about after Ctrl-C.
await endWithOneLine(async () => {
  const given = withFiles(process.env);
  const env = parseEnv(given);
  const variables = { ...given, NODE_ENV: 'production' };
  await serve(
    env,
    variables,
    {
      command: 'npm start',
      build: async (stopping) => {
        await Promise.all([buildServers(stopping), buildWeb(stopping)]);
      },
      prepareDatabase: (settings, stopping) => prepareDatabase(builtPrograms.migrate, settings, stopping),
      processes: (settings, logins) => servers(builtPrograms, settings, logins),
      announce(prepared, isReady) {
        if (isReady) console.log(`\nTimeTracker runs at ${env.APP_URL}`);
        if (isReady || prepared.admin) console.log(describeSignIn(prepared));
        if (isReady) console.log('Ctrl-C stops it.\n');
      },
    },
    stopSignal(),
  );
});
