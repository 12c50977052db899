import { z } from 'zod';

/**
 * The version of the form that events have on their way to the worker, which this release writes and the highest that it reads.
 * An event names it as `v`; one without it was written before there were versions and has version 1. What raising it takes is in
 * docs/decisions/0076-versioned-events.md.
 */
export const EVENT_VERSION = 1;

/** Above it, a number is no version. The database has the same limit. */
const MAX_EVENT_VERSION = 32_767;

/** What an event may have as `v`. */
export const eventVersion = z.int().min(1).max(MAX_EVENT_VERSION);

/** An event as it is handed to the outbox or the queue: with its version, in front of everything else. */
export const versioned = <Event extends object>(event: Event) => ({ v: EVENT_VERSION, ...event });

/**
 * The version of a payload of whatever shape.
 * @returns undefined for one that names something which is no version
 */
export function versionOf(payload: unknown): number | undefined {
  if (typeof payload !== 'object' || payload === null || !('v' in payload)) return 1;
  const { v } = payload;
  const isVersion = typeof v === 'number' && Number.isInteger(v) && v >= 1 && v <= MAX_EVENT_VERSION;
  return isVersion ? v : undefined;
}

const AT_THE_BEGINNING = /^\{\s*"v"\s*:\s*(?<version>[1-9]\d{0,4})\s*[,}]/;

/** Of an event that is too big to be read, whether this release does not know its version, which stands in front ({@link versioned}). */
export function beginsWithLaterVersion(json: string): boolean {
  const version = Number(AT_THE_BEGINNING.exec(json)?.groups?.['version']);
  return version > EVENT_VERSION && version <= MAX_EVENT_VERSION;
}

/**
 * Whether a payload of whatever shape is of a version that a worker does not know.
 * @param known the highest version that it knows
 */
export const isOfLaterVersion = (payload: unknown, known: number): boolean => {
  const version = versionOf(payload);
  return version !== undefined && version > known;
};
