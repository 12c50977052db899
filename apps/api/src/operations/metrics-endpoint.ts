import type { AppContext } from '../http/app-env.ts';
import { socketAddress } from '../http/client-address.ts';
import { requireAdministrator } from '../http/require-administrator.ts';
import { whoAsks } from '../http/who-asks.ts';
import { isPrivateAddress } from '../limits/client-network.ts';
import type { Services } from '../trpc/context.ts';
import type { ApiMetrics } from './metrics.ts';

/** Headers with which a proxy says that it passes on what somebody else asked. */
const PASSED_ON = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'];

/**
 * GET /metrics. Open to whoever connects from this machine or a private network, where Prometheus stands; administrators
 * reach it from anywhere. A header can close it, because the request came by a proxy, and never open it.
 */
export const metricsEndpoint = (services: Services, metrics: ApiMetrics) => async (c: AppContext) => {
  const address = socketAddress(c);
  const isDirect = PASSED_ON.every((name) => c.req.header(name) === undefined);
  if (!isDirect || address === null || !isPrivateAddress(address))
    requireAdministrator(await whoAsks(services, c));
  return c.body(await metrics.text(), 200, {
    'content-type': metrics.contentType,
    'cache-control': 'no-store',
  });
};
