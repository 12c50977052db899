import { isDeepStrictEqual } from 'node:util';
import type { PersonalFields, Posted } from '@timetracker/shared';
import { freeName } from './free-name.ts';
import type { Recognizer } from './names.ts';
import { type Found, nothingFound, redactText } from './redact-text.ts';

/** What an activity has to do with a person. */
export interface SubjectRelation {
  /** The person did it, or it was done to them or assigned to them. */
  involved: boolean;
  /** Its IP address and user agent are the person's. */
  device: boolean;
  /** They posted it, whoever it is said to be of: the device that it came from is theirs. */
  poster?: boolean;
  /** It vouches for an erasure or a purge: what it vouches with, numbers, ids and roots, nobody's name may change. */
  vouches?: boolean;
}

export interface Redacted extends Found {
  /** The fields without the person; undefined when there was nothing of theirs. */
  fields: PersonalFields | undefined;
  /** Whether words that can be searched for have changed. */
  words: boolean;
}

/** An activity's personal fields without what tells of a person. */
export function redact(personal: PersonalFields, names: Recognizer, involvement: SubjectRelation): Redacted {
  const found = nothingFound();
  const text = (value: string) => redactText(value, names, involvement.involved, found);
  const { entity_name, description, extra_data, ip_address, user_agent, posted } = personal;
  const fields: PersonalFields = {
    entity_name: entity_name === null ? null : text(entity_name),
    description: text(description),
    extra_data: involvement.vouches ? redactReason(extra_data, text) : redactObject(extra_data, text),
    ip_address: involvement.device ? null : ip_address,
    user_agent: involvement.device || user_agent === null ? null : text(user_agent),
    ...(posted !== undefined && { posted: redactPosted(posted, text, involvement.poster) }),
  };
  const words = fields.entity_name !== entity_name || fields.description !== description;
  const changed = words || !isDeepStrictEqual(fields, personal);
  return { fields: changed ? fields : undefined, words, ...found };
}

/** Who posted stays by number alone, like the author. */
function redactPosted(posted: Posted | null, text: (value: string) => string, poster = false): Posted | null {
  if (!posted) return null;
  const { ip_address, user_agent } = posted;
  return {
    ...posted,
    ip_address: poster ? null : ip_address,
    user_agent: poster || user_agent === null ? null : text(user_agent),
  };
}

/** Any JSON value with its texts and its keys redacted; the same value when nothing changes. */
export function redactJson(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((part: unknown) => redactJson(part, text));
  if (typeof value === 'object' && value !== null) return redactObject(value, text);
  return value;
}

/** Somebody wrote the reason; the rest is the system's. */
const redactReason = (extra_data: PersonalFields['extra_data'], text: (value: string) => string) =>
  typeof extra_data['reason'] === 'string'
    ? { ...extra_data, reason: text(extra_data['reason']) }
    : extra_data;

/** @param isKept names that stay whatever they say */
export function redactObject(
  value: object,
  text: (value: string) => string,
  isKept: (key: string) => boolean = () => false,
): Record<string, unknown> {
  const result: [string, unknown][] = [];
  const keys = new Set(Object.keys(value));
  for (const [key, part] of Object.entries(value)) {
    const redacted = isKept(key) ? key : text(key);
    result.push([redacted === key ? key : freeKey(redacted, keys), redactJson(part, text)]);
  }
  // As own properties, whatever they are called.
  return Object.fromEntries(result);
}

/** Two names as keys must not become one. */
function freeKey(key: string, taken: Set<string>): string {
  const free = freeName(key, (name) => taken.has(name));
  taken.add(free);
  return free;
}
