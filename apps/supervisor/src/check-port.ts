import { once } from 'node:events';
import { createServer } from 'node:net';
import { UnusableAddressError } from '@timetracker/process';

/**
 * Makes sure that a port can be listened on, before anything is started that would find out later and less clearly.
 * @param variable the environment variable that chooses the port
 * @throws {UnusableAddressError} naming the address and what to do
 */
export async function checkPort(host: string, port: number, variable: string): Promise<void> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    throw new UnusableAddressError({ host, port, variable }, error);
  }
  server.close();
  await once(server, 'close');
}
