import type { Context, Services } from '../trpc/context.ts';
import type { AppContext } from './app-env.ts';
import { clientAddress } from './client-address.ts';
import { userAgentIn } from './user-agent.ts';

/** What a procedure knows of a request. `respond` depends on how the answer is given. */
export function requestContext(services: Services, c: AppContext, respond: Context['respond']): Context {
  return {
    services,
    request_id: c.get('requestId'),
    principal: c.get('principal'),
    room: c.get('room'),
    ip_address: clientAddress(c, services.env.TRUST_PROXY),
    user_agent: userAgentIn(c.req.header('user-agent')),
    prefer: c.req.header('prefer') ?? null,
    respond,
  };
}
