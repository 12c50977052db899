import type { LiveConnection } from './live-connection.ts';

const PARK_AFTER_MS = 60_000;

/**
 * Gives up the stream of a tab that nobody has looked at for a while: over HTTP/1.1 a browser holds six connections to
 * a site, so forgotten tabs would stop the seventh from loading. Coming back, the tab catches up with a refresh.
 * @returns ends the watching
 */
export function parkWhileHidden(connection: LiveConnection): () => void {
  let parked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const park = () => {
    parked = true;
    connection.stop();
  };
  const watch = () => {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(park, PARK_AFTER_MS);
    } else if (parked) {
      parked = false;
      connection.start();
    }
  };
  document.addEventListener('visibilitychange', watch);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', watch);
  };
}
