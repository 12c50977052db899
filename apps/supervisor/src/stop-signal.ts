/**
 * Aborts at SIGTERM, SIGINT or SIGHUP, and when the process that started this one is killed. Every further one is taken for the same request: Ctrl-C in a terminal reaches
 * this process several times, from the terminal itself, from npm and from the bootstrap.
 */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, () => stopping.abort());
  process.on('disconnect', () => stopping.abort());
  return stopping.signal;
}
