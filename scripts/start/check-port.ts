import { once } from 'node:events';
import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

/**
 * Makes sure that a port can be listened on, before anything is started that would find out later and less clearly.
 * @param variable the environment variable that chooses the port
 * @throws {StartError} naming the address and what to do
 */
export async function checkPort(host: string, port: number, variable: string): Promise<void> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    throw new StartError(reason(error as NodeJS.ErrnoException, `${host}:${port}`, variable));
  }
  server.close();
  await once(server, 'close');
}

function reason({ code, message }: NodeJS.ErrnoException, address: string, variable: string): string {
  if (code === 'EADDRINUSE')
    return `${address} is in use: stop what listens there, or set ${variable} to another port.`;
  if (code === 'EACCES')
    return `${address} may not be listened on by this user: set ${variable} to a port above 1023.`;
  return `${address} cannot be listened on (${message}): set HOST and ${variable} to an address of this machine.`;
}
