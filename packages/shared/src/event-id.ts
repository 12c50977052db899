import { v7 } from 'uuid';

const RANDOM_BYTES = 16;
// Asking the system for every identifier's bytes costs more than all else about it.
const store = new Uint8Array(256 * RANDOM_BYTES);
let used = store.length;

function randomBytes(): Uint8Array {
  if (used === store.length) {
    crypto.getRandomValues(store);
    used = 0;
  }
  used += RANDOM_BYTES;
  return store.subarray(used - RANDOM_BYTES, used);
}

/** A new event identifier: UUID version 7 (RFC 9562, section 5.7), ordered by time as far as milliseconds tell. */
export const newEventId = (): string => v7({ random: randomBytes() });

/**
 * The event identifier of an event that happened at another time.
 * @param instant epoch milliseconds
 * @param random 16 bytes; the same ones give the same identifier
 */
export const eventIdAt = (instant: number, random: Uint8Array): string => v7({ msecs: instant, random });
