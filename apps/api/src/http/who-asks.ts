import type { Principal } from '@timetracker/accounts';
import { AppError } from '@timetracker/shared';
import type { Services } from '../trpc/context.ts';
import type { AppContext } from './app-env.ts';
import { clientAddress } from './client-address.ts';

/**
 * Whom a request's key or cookie belongs to; null for nobody. Keys that are not valid count for the network that tries
 * them; valid ones are never held up by that.
 * @throws {AppError} unauthorized for a key that is not valid; tooManyRequests for one too many
 */
export async function whoAsks(
  { auth, attempts, env }: Pick<Services, 'auth' | 'attempts' | 'env'>,
  c: AppContext,
): Promise<Principal | null> {
  try {
    return await auth.authenticate(c.req.raw.headers);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unauthorized')
      await attempts.failed({ ip_address: clientAddress(c, env.TRUST_PROXY), what: 'key' });
    throw error;
  }
}
