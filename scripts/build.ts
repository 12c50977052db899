import { buildServers } from './start/build-servers.ts';
import { buildWeb } from './start/build-web.ts';
import { endWithOneLine } from './start/end-with-one-line.ts';
import { stopSignal } from './start/stop-signal.ts';

// `npm run build`: what `npm start` builds, for whoever starts the processes on their own.
await endWithOneLine(async () => {
  const stopping = stopSignal();
  await Promise.all([buildServers(stopping), buildWeb(stopping)]);
});
