import { createServer, type RequestListener, Server, type ServerOptions } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { UnusableAddressError } from '@timetracker/process';
import type { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { boundConnections, connectionTimes } from '../http/bounded-connections.ts';
import type { TakeRequest } from './direct/direct-requests.ts';

// Requests that are not done by then are cut off, so that stopping never takes longer than whoever waits for it.
const FINISH_MS = 8_000;
const IDLE_LOOK_MS = 50;

/** A server that listens. */
export interface Listening {
  url: string;
  /** Takes no more requests, waits for the running ones, and resolves when all connections are closed. */
  close: () => Promise<void>;
}

/** Where to listen, and who connects. */
export interface ListenAt {
  host: string;
  port: number;
  /** Everybody comes from the address of a reverse proxy. */
  trustProxy?: boolean;
  /** Answers what need not go through the app. */
  direct?: TakeRequest;
}

/** @throws {UnusableAddressError} when the address cannot be listened on, as when the port is in use */
export async function listen(app: Hono<AppEnv>, at: ListenAt): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    createServer: withDirect(at.direct),
    serverOptions: connectionTimes,
  });
  if (!(server instanceof Server)) throw new Error('An HTTP/1.1 server was asked for');
  boundConnections(server, at.trustProxy ?? false);
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  const fail = (error: Error) => reject(new UnusableAddressError({ ...at, variable: 'PORT' }, error));
  server.once('error', fail);
  server.listen(at.port, at.host, resolve);
  await listening;
  server.off('error', fail);
  const { port } = server.address() as AddressInfo;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return { url: `http://${host}:${port}`, close: () => close(server) };
}

const withDirect = (direct: TakeRequest = () => false) =>
  ((options: ServerOptions, throughApp: RequestListener) =>
    createServer(options, (incoming, outgoing) => {
      if (!direct(incoming, outgoing)) throughApp(incoming, outgoing);
    })) as typeof createServer;

async function close(server: Server): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  // A connection that is kept alive becomes idle only when its last request is done.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), FINISH_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(deadline);
}
