import type { SubjectRelation } from './redact.ts';

/** The parts of an activity or an event that tell whom it is about. */
export interface Told {
  user_id: number | null;
  action?: string;
  entity_type: string;
  entity_id: number;
  extra_data: unknown;
  ip_address?: unknown;
  posted?: unknown;
}

/** Whom something may be about. */
export interface Person {
  user_id: number;
  /** Of their devices; not known of everybody. */
  addresses?: readonly string[];
}

/** Fields of metadata that hold the id of a person, or the person with an id. */
const PERSON_FIELD =
  /^(?:(?:user|assignee|member|owner|author|person|reviewer|participant|attendee|approver|watcher|follower|creator|editor|actor|manager|reporter|requester|recipient|sender|invitee|contact)s?_?(?:ids?)?|people|(?:[a-z]+_?)?by(?:_?ids?)?|assigned_?to(?:_?ids?)?)$/i;
/** Fields whose `before` and `after`, or `old` and `new`, are what they hold; and the id of what is a person. */
const CHANGE_FIELD = /^(?:before|after|old|new|id)$/;

/** What activities about the trail do that verifying goes by (docs/audit.md). */
const VOUCHING = new Set(['started', 'anonymized', 'purged']);

/** What an activity has to do with a person. Attempts to sign in are nobody's, and yet come from the person's device. */
export function subjectRelation(told: Told, { user_id, addresses = [] }: Person): SubjectRelation {
  const actor = told.user_id === user_id;
  const target = isAboutPeople(told.entity_type) && told.entity_id === user_id;
  const poster = isPostedBy(told.posted, user_id);
  return {
    involved: actor || target || poster || holdsPerson(told.extra_data, user_id, false),
    device: actor || (told.user_id === null && (target || isOneOf(addresses, told.ip_address))),
    ...(poster && { poster }),
    ...(told.entity_type === 'audit' && VOUCHING.has(told.action ?? '') && { vouches: true }),
  };
}

const isOneOf = (addresses: readonly string[], address: unknown) =>
  typeof address === 'string' && addresses.includes(address);

const isPostedBy = (posted: unknown, user_id: number) =>
  typeof posted === 'object' && posted !== null && 'user_id' in posted && posted.user_id === user_id;

const isAboutPeople = (type: string) => type === 'user' || type === 'audit';

function holdsPerson(value: unknown, user_id: number, asPerson: boolean): boolean {
  if (typeof value === 'number' || typeof value === 'string')
    return asPerson && String(value) === String(user_id);
  if (Array.isArray(value)) return value.some((part: unknown) => holdsPerson(part, user_id, asPerson));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, part]) =>
    holdsPerson(part, user_id, PERSON_FIELD.test(key) || (asPerson && CHANGE_FIELD.test(key))),
  );
}
