import { isIP } from 'node:net';
import type { AppContext } from './app-env.ts';

const MAPPED_V4 = '::ffff:';

/**
 * The address of the client: of the socket, or behind a trusted proxy the last one in X-Forwarded-For, which is the
 * only one that the proxy itself wrote; those before it are what the client claims.
 */
export function clientAddress(c: AppContext, trustProxy: boolean): string | null {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const address = forwarded ?? c.env?.incoming?.socket.remoteAddress ?? '';
  const plain = address.startsWith(MAPPED_V4) ? address.slice(MAPPED_V4.length) : address;
  return isIP(plain) === 0 ? null : plain;
}

const PRIVATE = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd]|fe[89ab])/i;

/** Whether an address is of this machine or of a private network. */
export const isPrivateAddress = (address: string) => PRIVATE.test(address);
