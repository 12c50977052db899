import { AppError } from '@timetracker/shared';
import type { Authentication } from '../context.ts';
import type { Principal } from '../principal.ts';

const CHECK_MS = 30_000;

/**
 * Looks again and again whether the headers that opened a stream still stand for the same rights. Trouble with the
 * database is no answer: the next look decides.
 * @param onLost called once, when session or key are gone or the role or the scopes have changed
 * @returns how to stop
 */
export function watchSession(
  auth: Authentication,
  headers: Headers,
  principal: Principal,
  onLost: () => void,
  checkMs = CHECK_MS,
): () => void {
  const timer = setInterval(() => {
    void stillHolds(auth, headers, principal).then((holds) => {
      if (holds) return;
      clearInterval(timer);
      onLost();
    });
  }, checkMs);
  return () => clearInterval(timer);
}

async function stillHolds(auth: Authentication, headers: Headers, principal: Principal): Promise<boolean> {
  try {
    const now = await auth.authenticate(headers);
    return now !== null && rightsOf(now) === rightsOf(principal);
  } catch (error) {
    return !(error instanceof AppError && error.kind === 'unauthorized');
  }
}

const rightsOf = ({ id, role, via, scopes }: Principal) => JSON.stringify([id, role, via, scopes]);
