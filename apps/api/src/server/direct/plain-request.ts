import type { IncomingMessage } from 'node:http';
import type { Principal } from '@timetracker/accounts';

/** A request that its endpoint answers directly, and whose it is. */
export interface PlainRequest<Endpoint> {
  endpoint: Endpoint;
  principal: Principal;
}

/** What a direct endpoint takes. */
export interface TakenAs {
  method: string;
  /** With /api before it. */
  path: string;
  scope: string;
  /** Bytes of the body at the most. */
  most: number;
}

/** Each of these changes how a request is answered, or who may ask: the general way knows how. */
const UNUSUAL = [
  'cookie',
  'content-encoding',
  'expect',
  'origin',
  'prefer',
  'sec-fetch-site',
  'transfer-encoding',
  'upgrade',
  'x-request-id',
] as const;

const JSON_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;
const BEARER = /^Bearer (?<key>[^\s,]+)$/;

/**
 * Finds the endpoint of a request that is plain: to its very address, with a key that is trusted at the moment and has the
 * scope, one JSON body of a length that is taken, and nothing else that an answer could depend on.
 * @param trusted the principal of a key that was looked at a moment ago
 */
export function plainRequest<Endpoint extends TakenAs>(
  incoming: IncomingMessage,
  endpoints: ReadonlyMap<string, Endpoint>,
  trusted: (key: string) => Principal | undefined,
): PlainRequest<Endpoint> | undefined {
  const endpoint = endpoints.get(incoming.url ?? '');
  if (!endpoint || endpoint.method !== incoming.method) return undefined;
  const { headers } = incoming;
  if (UNUSUAL.some((name) => headers[name] !== undefined) || isRepeated(incoming)) return undefined;
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) return undefined;
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (!(length > 0 && length <= endpoint.most)) return undefined;
  const key = keyOf(incoming);
  const principal = key === undefined ? undefined : trusted(key);
  if (!principal?.scopes.some((scope) => scope === endpoint.scope)) return undefined;
  return { endpoint, principal };
}

/** Of a header that stands there twice, Node keeps one; others join them. */
const isRepeated = ({ headers, rawHeaders }: IncomingMessage) =>
  Object.keys(headers).length * 2 !== rawHeaders.length;

function keyOf({ headers }: IncomingMessage): string | undefined {
  const own = headers['x-api-key'];
  if (own === undefined) return BEARER.exec(headers.authorization ?? '')?.groups?.['key'];
  return headers.authorization === undefined && typeof own === 'string' ? own : undefined;
}
