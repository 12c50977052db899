import { isAdmin, type Principal } from '@timetracker/accounts';
import { AppError } from '@timetracker/shared';

/** For pages outside the procedures. @throws {AppError} unauthorized, forbidden */
export function requireAdministrator(principal: Principal | null): void {
  if (!principal) throw new AppError('unauthorized', 'Sign in, or send an API key');
  if (!isAdmin(principal) || (principal.via === 'key' && !principal.scopes.includes('admin')))
    throw new AppError('forbidden', 'For administrators only');
}
