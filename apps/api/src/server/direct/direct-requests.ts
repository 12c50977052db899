import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from '@timetracker/accounts';
import { parseExactly } from '@timetracker/shared';
import { errorAnswer } from '../../http/answer-error.ts';
import type { BodyReception } from '../../http/body/body-reception.ts';
import { decodeUtf8 } from '../../http/body/body-text.ts';
import { addressOf } from '../../http/client-address.ts';
import { carefulHeaders } from '../../http/security-headers.ts';
import { userAgentIn } from '../../http/user-agent.ts';
import type { RateLimit } from '../../limits/rate-limit.ts';
import type { requestLog } from '../../operations/access-log.ts';
import { maxBodyBytes } from '../../rest/max-body-bytes.ts';
import type { RestEndpoint } from '../../rest/rest-endpoints.ts';
import type { Services } from '../../trpc/context.ts';
import type { DirectAnswer } from '../../trpc/direct.ts';
import { plainRequest, type TakenAs } from './plain-request.ts';

/** What the direct way shares with the general one. */
export interface DirectParts {
  services: Services;
  rateLimit: RateLimit;
  reception: BodyReception;
  note: ReturnType<typeof requestLog>;
}

interface DirectEndpoint extends TakenAs {
  status: number;
  answer: DirectAnswer;
}

/** Answers a request, unless it is one for the general way. @returns whether it does */
export type TakeRequest = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

/**
 * The short way from a request to an endpoint that has a direct answer, for plain requests: rate limit, body, handler, answer,
 * each the same as on the general way, without what lies between.
 */
export function directRequests(parts: DirectParts, endpoints: readonly RestEndpoint[]): TakeRequest {
  const { services } = parts;
  const known = new Map(directEndpoints(endpoints).map((endpoint) => [endpoint.path, endpoint]));
  const careful = [...carefulHeaders(services.env.APP_URL.startsWith('https:'))].flat();
  return (incoming, outgoing) => {
    const plain = plainRequest(incoming, known, services.auth.trusted);
    if (!plain) return false;
    const { endpoint, principal } = plain;
    const began = performance.now();
    const request_id = randomUUID();
    const reply = (status: number, headers: readonly string[], body: object) => {
      const text = JSON.stringify(body);
      outgoing.writeHead(status, [
        ...careful,
        ...headers,
        'x-request-id',
        request_id,
        'content-type',
        'application/json',
        'content-length',
        String(Buffer.byteLength(text)),
      ]);
      outgoing.end(text);
      const { method, path } = endpoint;
      parts.note({ request_id, method, path, route: path, status, began, user_id: principal.id });
    };
    answer(parts, endpoint, principal, incoming).then(
      (body) => reply(endpoint.status, NOT_STORED, body),
      (error: unknown) => {
        const { status, headers, body } = errorAnswer(services.log, error, request_id);
        reply(status, Object.entries(headers).flat(), body);
        if (!incoming.complete) letGo(incoming);
      },
    );
    return true;
  };
}

/** How long whoever still sends a body may go on, in ms, so that they read the answer instead of a broken connection. */
const READ_ANSWER_MS = 500;

/** Passes over what still comes of a refused body, and ends a connection that takes long over it. */
function letGo(incoming: IncomingMessage): void {
  incoming.resume();
  const timer = setTimeout(() => incoming.destroy(), READ_ANSWER_MS);
  incoming.once('close', () => clearTimeout(timer));
}

const NOT_STORED = ['cache-control', 'no-store'];

async function answer(
  { services, rateLimit, reception }: DirectParts,
  endpoint: DirectEndpoint,
  principal: Principal,
  incoming: IncomingMessage,
): Promise<object> {
  const ip_address = addressOf(incoming, services.env.TRUST_PROXY);
  await rateLimit.take({ principal, ip_address });
  const hold = reception.open({ user_id: principal.id });
  try {
    const { json, nextTurn } = await reception.receive(incoming, endpoint.most, hold);
    const value = parseExactly(decodeUtf8(json), 'The body');
    await nextTurn();
    const device = { ip_address, user_agent: userAgentIn(incoming.headers['user-agent']) };
    return await endpoint.answer({ services, principal, em: () => services.db.em.fork(), device }, value);
  } finally {
    hold.release();
  }
}

const directEndpoints = (endpoints: readonly RestEndpoint[]): DirectEndpoint[] =>
  endpoints.flatMap(({ procedure, method, path, status, scope, direct }) =>
    direct
      ? [{ method, path: `/api${path}`, status, scope, most: maxBodyBytes(procedure), answer: direct }]
      : [],
  );
