// Asks an address again and again, in a process of its own, so that what the test is busy with does not count; once told
// to stop, tells the slowest answer in ms. Started by `watchLive`.
import { setTimeout as pause } from 'node:timers/promises';

const url = process.argv[2] ?? '';
let slowest = 0;
const over = new AbortController();

process.on('message', () => over.abort());
process.send?.('ready');
while (!over.signal.aborted) {
  const begun = performance.now();
  const alive = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  await alive.arrayBuffer();
  if (!alive.ok) throw new Error(`answered ${alive.status}`);
  slowest = Math.max(slowest, performance.now() - begun);
  await pause(20);
}
process.send?.({ slowest });
process.disconnect();
