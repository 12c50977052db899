import { v7 } from 'uuid';

/** A new event identifier: UUID version 7 (RFC 9562, section 5.7), ordered by time. */
export const newEventId = (): string => v7();

/**
 * The event identifier of an event that happened at another time.
 * @param instant epoch milliseconds
 * @param random 16 bytes; the same ones give the same identifier
 */
export const eventIdAt = (instant: number, random: Uint8Array): string => v7({ msecs: instant, random });
