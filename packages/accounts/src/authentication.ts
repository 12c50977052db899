import type { CreateKeyInput } from '@timetracker/shared';
import type { Principal } from './principal.ts';

/** better-auth, as far as the rest of the API knows it; its inferred type would slow every type check down. */
export interface Authentication {
  /** Serves /api/auth/*. */
  handle: (request: Request, ip_address: string | null) => Promise<Response>;
  /**
   * Who the request's cookie or key belongs to; null for nobody.
   * @throws {AppError} unauthorized when a key was given that is not valid
   */
  authenticate: (headers: Headers) => Promise<Principal | null>;
  /** The principal of a key that was looked at a moment ago, and is trusted; undefined where it has to be looked at. */
  trusted: (key: string) => Principal | undefined;
  /** Whether whoever was admitted with a key still may, when their request has taken its time. */
  stillHolds: (principal: Principal) => Promise<boolean>;
  /** A new key, shown once. */
  createKey: (input: CreateKeyInput) => Promise<string>;
  /** Rights have changed: no key is trusted any more without a look at it. */
  forgetKeys: () => void;
}
