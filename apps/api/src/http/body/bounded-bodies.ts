import type { Env } from '@timetracker/shared/env';
import { bodyBytes } from '../../limits/body-limits.ts';
import { clientNetwork } from '../../limits/client-network.ts';
import type { Hold } from '../../memory/memory-budget.ts';
import type { AppContext, Middleware } from '../app-env.ts';
import { clientAddress } from '../client-address.ts';
import type { BodyReception, ReceivedJson } from './body-reception.ts';
import { checkBodyType } from './body-text.ts';
import { tooLong } from './receive-body.ts';

/** Gives each request its body, within the limits of {@link bodyBytes} and of the reception. */
export function boundedBodies(reception: BodyReception, trusted: Env['TRUST_PROXY']): Middleware {
  const senderOf = (c: AppContext) => {
    const principal = c.get('principal');
    return principal ? { user_id: principal.id } : { network: clientNetwork(clientAddress(c, trusted)) };
  };
  return async (c, next) => {
    let hold: Hold | undefined;
    let received: ReceivedJson | undefined;
    c.set('body', {
      exists: hasBody(c),
      receiveJson: async (most) => {
        const allowed = c.get('principal') ? most : Math.min(most, bodyBytes.anonymous);
        checkBodyType(c.req.raw.headers);
        if (Number(c.req.header('content-length') ?? 0) > allowed) throw tooLong(allowed);
        hold = reception.open(senderOf(c));
        received = await reception.receive(incomingOf(c), allowed, hold);
        return received.json;
      },
      nextTurn: async () => received?.nextTurn(),
    });
    try {
      await next();
    } finally {
      hold?.release();
    }
  };
}

const BODILESS = new Set(['GET', 'HEAD']);

const hasBody = (c: AppContext) =>
  !BODILESS.has(c.req.method) &&
  (c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > 0);

function incomingOf(c: AppContext) {
  if (!c.env.incoming) throw new Error('Bodies are received from a server of Node');
  return c.env.incoming;
}
