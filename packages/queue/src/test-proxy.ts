import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands before a server in tests, and takes it away from its clients. */
export interface TestProxy {
  /** The address of the server behind, with the proxy in its place. */
  url: string;
  /** The server is gone: connections end, new ones are refused. */
  cut: () => Promise<void>;
  /** The network swallows everything: connections stand, nobody answers. */
  hang: () => void;
  /** The server is back. What stood before is ended. */
  restore: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts a proxy on a free port of this machine. */
export async function startTestProxy(target: string): Promise<TestProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let hanging = false;

  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    track(client);
    if (hanging) return;
    const upstream = connect(Number(port), hostname);
    track(upstream);
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });

  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
    return address.port;
  };
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    dropAll();
    await closed;
  };

  const at = await listen(0);
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(at);
  return {
    url: url.href,
    cut,
    hang: () => {
      hanging = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    restore: async () => {
      hanging = false;
      dropAll();
      if (!server.listening) await listen(at);
    },
    stop: cut,
  };
}
