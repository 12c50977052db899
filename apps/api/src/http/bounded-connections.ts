import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ErrorKind, errorKinds } from '@timetracker/shared';
import { bodyPace } from '../limits/body-limits.ts';

/**
 * How long a connection may take, in ms, for what comes before a body, and for all of a request. Between requests it is
 * kept longer than reverse proxies keep theirs (60 s), so that none is closed while a request is on its way.
 */
export const connectionTimes = {
  headersTimeout: 10_000,
  keepAliveTimeout: 75_000,
  requestTimeout: bodyPace.deadlineMs + 10_000,
  connectionsCheckingInterval: 1_000,
};

/** Connections of one process, and from one address where no reverse proxy stands before it. */
const CONNECTIONS = 8_192;
const CONNECTIONS_EACH = 2_048;

/** Bounds the connections of a server, and answers what is no request in the form of every other error. */
export function boundConnections(server: Server, behindProxy: boolean): void {
  server.maxConnections = CONNECTIONS;
  server.on('clientError', refuse);
  if (behindProxy) return;
  const byAddress = new Map<string, number>();
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    const open = (byAddress.get(address) ?? 0) + 1;
    if (open > CONNECTIONS_EACH) return socket.destroy();
    byAddress.set(address, open);
    socket.once('close', () => {
      const left = (byAddress.get(address) ?? 0) - 1;
      if (left > 0) byAddress.set(address, left);
      else byAddress.delete(address);
    });
    return socket;
  });
}

const refusals: Record<string, { kind: ErrorKind; message: string }> = {
  HPE_HEADER_OVERFLOW: { kind: 'tooLarge', message: 'The address and the headers are too long' },
  ERR_HTTP_REQUEST_TIMEOUT: { kind: 'invalid', message: 'The request did not arrive in time' },
};
const noRequest = { kind: 'invalid', message: 'This is not an HTTP request' } as const;

function refuse(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { kind, message } = refusals[error.code ?? ''] ?? noRequest;
  const { status, error: name } = errorKinds[kind];
  const body = JSON.stringify({ error: name, message });
  socket.end(
    [
      `HTTP/1.1 ${status} ${name}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
