import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Env } from '@timetracker/shared/env';
import proxyAddr from 'proxy-addr';
import type { AppContext } from './app-env.ts';

const MAPPED_V4 = '::ffff:';
/** Without the zone of IPv6 (RFC 4007, section 11), which means something only on the machine that has it. */
function plain(address: string): string {
  const [whole = ''] = address.split('%');
  return whole.startsWith(MAPPED_V4) ? whole.slice(MAPPED_V4.length) : whole;
}

/** The address at the other end of the socket. No header changes it. */
export const socketAddress = (c: AppContext): string | null => peerOf(c.env?.incoming);

function peerOf(incoming: IncomingMessage | undefined): string | null {
  const address = plain(incoming?.socket.remoteAddress ?? '');
  return isIP(address) === 0 ? null : address;
}

/**
 * The address of the client: the first one, seen from here, that is no trusted proxy. What stands before it in
 * X-Forwarded-For is what the client claims.
 * @param trusted how many proxies stand before the API, or their networks
 */
export function addressOf(incoming: IncomingMessage | undefined, trusted: Env['TRUST_PROXY']): string | null {
  if (!incoming || trusted === 0) return peerOf(incoming);
  const isTrusted =
    typeof trusted === 'number' ? (_: string, hop: number) => hop < trusted : compiled(trusted);
  const address = plain(proxyAddr(incoming, isTrusted));
  return isIP(address) === 0 ? null : address;
}

const networks = new WeakMap<string[], ReturnType<typeof proxyAddr.compile>>();

/** The networks of the configuration, read once and not for each request. */
function compiled(trusted: string[]): ReturnType<typeof proxyAddr.compile> {
  const known = networks.get(trusted) ?? proxyAddr.compile(trusted);
  networks.set(trusted, known);
  return known;
}

/** {@link addressOf} a request to the app. */
export const clientAddress = (c: AppContext, trusted: Env['TRUST_PROXY']): string | null =>
  addressOf(c.env?.incoming, trusted);
