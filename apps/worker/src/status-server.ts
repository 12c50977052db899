import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { WorkerMetrics } from './metrics.ts';

export interface StatusServerParts {
  host: string;
  port: number;
  isHealthy: () => Promise<boolean>;
  metrics: Pick<WorkerMetrics, 'contentType' | 'text'>;
}

/** Serves `/health` (200 or 503) and `/metrics` (Prometheus) to those who run the worker. */
export async function startStatusServer({ host, port, isHealthy, metrics }: StatusServerParts) {
  const health = async (response: ServerResponse) => {
    const healthy = await isHealthy();
    response.writeHead(healthy ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: healthy ? 'ok' : 'unavailable' }));
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
  await once(server, 'listening');
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
