import { buildServers } from '../apps/supervisor/src/build-servers.ts';
import { buildWeb } from '../apps/supervisor/src/build-web.ts';
import { endWithOneLine } from '../apps/supervisor/src/end-with-one-line.ts';
import { stopSignal } from '../apps/supervisor/src/stop-signal.ts';

// `npm run build`: what `npm start` builds, for whoever starts the processes on their own.
await endWithOneLine(async () => {
  const stopping = stopSignal();
  await Promise.all([buildServers(stopping), buildWeb(stopping)]);
});
