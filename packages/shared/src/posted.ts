import { z } from 'zod';

/** What a client may call itself, in characters; whoever reads it from a header cuts it there. */
export const MAX_USER_AGENT = 2_000;

/** Who really posted an activity with a key, beside whatever the activity claims. Sealed with it. */
export const posted = z.object({
  /** Whose key it was. */
  user_id: z.int().min(1),
  /** Whether it was a service's key, which acts for others. */
  service: z.boolean(),
  /** From which device, as the API saw it; null once the person is forgotten. */
  ip_address: z.string().max(64).nullable(),
  user_agent: z.string().max(MAX_USER_AGENT).nullable(),
  /** When, by the clock of the API. ISO 8601 in UTC with milliseconds. */
  received_at: z.iso.datetime(),
});
export type Posted = z.output<typeof posted>;

/** Clocks differ, and what is gathered is sent a moment later. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * Whether a person dated an activity back when they posted it. A service is trusted with the time of what it tells.
 * @param created_at ISO 8601: when it is said to have happened
 */
export const isBackdated = (by: Posted | null | undefined, created_at: string): boolean =>
  by !== null &&
  by !== undefined &&
  !by.service &&
  Date.parse(created_at) < Date.parse(by.received_at) - TOLERANCE_MS;
