import { buildWeb, forgetWebBuild } from '../apps/supervisor/src/build-web.ts';
import { describeSignIn } from '../apps/supervisor/src/describe-sign-in.ts';
import { endWithOneLine } from '../apps/supervisor/src/end-with-one-line.ts';
import { prepareDatabase } from '../apps/supervisor/src/prepare-database.ts';
import { sourcePrograms } from '../apps/supervisor/src/programs.ts';
import { serve } from '../apps/supervisor/src/serve.ts';
import { servers } from '../apps/supervisor/src/servers.ts';
import { stopSignal } from '../apps/supervisor/src/stop-signal.ts';
import { withFiles } from '../packages/process/src/read-environment.ts';
import { parseEnv } from '../packages/shared/src/env.ts';
import { onSourceChange } from './dev/on-source-change.ts';
import { webWatch } from './dev/web-watch.ts';

// `npm run dev`: what `npm start` does, with the web app rebuilt and the servers restarted when their source changes.
await endWithOneLine(async () => {
  const given = withFiles(process.env);
  const env = parseEnv(given);
  const variables = { ...given, NODE_ENV: 'development' };
  await serve(
    env,
    variables,
    {
      command: 'npm run dev',
      async build(stopping) {
        await buildWeb(stopping);
        // From now on, another process writes there.
        await forgetWebBuild();
      },
      prepareDatabase: (settings, stopping) => prepareDatabase(sourcePrograms.migrate, settings, stopping),
      processes: (settings, logins) => [webWatch(settings), ...servers(sourcePrograms, settings, logins)],
      onSourceChange,
      announce(prepared, isReady) {
        if (isReady)
          console.log(`\nTimeTracker runs at ${env.APP_URL}, and restarts when its source changes`);
        if (isReady || prepared.admin) console.log(`${describeSignIn(prepared)}\n`);
      },
    },
    stopSignal(),
  );
});
