import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { UnusableAddressError } from '@timetracker/process';
import type { WorkerMetrics } from './metrics.ts';

export interface StatusServerParts {
  host: string;
  port: number;
  /** Why the worker cannot work; nothing while it can. */
  problems: () => Promise<string[]>;
  /** What somebody should look at although the worker works; nothing most of the time. */
  warnings?: () => string[];
  metrics: Pick<WorkerMetrics, 'contentType' | 'text'>;
}

/**
 * Serves `/health` (200, or 503 with the reasons; warnings where there are any) and `/metrics` (Prometheus) to those who run the worker.
 * @throws {UnusableAddressError} when the address cannot be listened on
 */
export async function startStatusServer({
  host,
  port,
  problems,
  warnings = () => [],
  metrics,
}: StatusServerParts) {
  const health = async (response: ServerResponse) => {
    const found = await problems();
    response.writeHead(found.length === 0 ? 200 : 503, { 'content-type': 'application/json' });
    const warned = warnings();
    response.end(
      JSON.stringify({
        ...(found.length === 0 ? { status: 'ok' } : { status: 'unavailable', problems: found }),
        ...(warned.length > 0 && { warnings: warned }),
      }),
    );
  };
  const numbers = async (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': metrics.contentType });
    response.end(await metrics.text());
  };
  const pages: Record<string, (response: ServerResponse) => Promise<void>> = {
    '/health': health,
    '/metrics': numbers,
  };

  const server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    if (page) page(response).catch(() => response.destroy());
    else response.writeHead(404).end();
  });
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new UnusableAddressError({ host, port, variable: 'WORKER_PORT' }, error);
  });
  const address = server.address();

  return {
    /** As given, or the free port that was found for 0. */
    port: typeof address === 'object' && address ? address.port : port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
