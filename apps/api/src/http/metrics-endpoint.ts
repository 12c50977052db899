import type { Services } from '../context.ts';
import type { ApiMetrics } from '../metrics.ts';
import type { AppContext } from './app-env.ts';
import { clientAddress, isPrivateAddress } from './client-address.ts';
import { requireAdministrator } from './require-administrator.ts';

/**
 * GET /metrics. Open to this machine and to private networks, where Prometheus stands; administrators reach it from
 * anywhere. Behind a proxy, set TRUST_PROXY: otherwise everybody seems to come from the proxy's address.
 */
export const metricsEndpoint = (services: Services, metrics: ApiMetrics) => async (c: AppContext) => {
  const address = clientAddress(c, services.env.TRUST_PROXY);
  if (address === null || !isPrivateAddress(address))
    requireAdministrator(await services.auth.authenticate(c.req.raw.headers));
  return c.body(await metrics.text(), 200, {
    'content-type': metrics.contentType,
    'cache-control': 'no-store',
  });
};
