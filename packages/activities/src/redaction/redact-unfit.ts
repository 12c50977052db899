import { activityEvent, EVENT_VERSION, isOfLaterVersion } from '@timetracker/shared';
import type { Recognizer } from './names.ts';
import { redactJson, redactObject } from './redact.ts';
import { nothingFound, redactText } from './redact-text.ts';
import { type Person, subjectRelation } from './subject-relation.ts';

interface NamedPerson extends Person {
  names: Recognizer;
}

const DEVICE = ['ip_address', 'user_agent'];

/** A payload of whatever shape without people's names, and without the devices of those whose it is. */
export function redactPayload(payload: unknown, { names, ...person }: NamedPerson): unknown {
  const involvement = involvementIn(payload, person);
  const found = nothingFound();
  const text = (told: string) => redactText(told, names, involvement.involved, found);
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    return redactJson(payload, text);
  // What the fields of an event are called is nobody's name, nor are those of a version that is not known here.
  const isLater = isOfLaterVersion(payload, EVENT_VERSION);
  const redacted = redactObject(payload, text, (key) => isLater || Object.hasOwn(activityEvent.shape, key));
  // Nobody knows here where a later version keeps a device.
  if (isLater && (involvement.device || involvement.poster)) return withoutAnyDevice(redacted);
  const own = involvement.device ? withoutDevice(redacted) : redacted;
  return involvement.poster && 'posted' in own && typeof own.posted === 'object' && own.posted !== null
    ? { ...own, posted: withoutDevice(own.posted) }
    : own;
}

const withoutDevice = (told: object): object =>
  Object.fromEntries(Object.entries(told).map(([key, value]) => [key, DEVICE.includes(key) ? null : value]));

function withoutAnyDevice(told: unknown): unknown {
  if (Array.isArray(told)) return told.map(withoutAnyDevice);
  if (typeof told !== 'object' || told === null) return told;
  return Object.fromEntries(
    Object.entries(told).map(([key, value]) => [key, DEVICE.includes(key) ? null : withoutAnyDevice(value)]),
  );
}

/** What a payload of whatever shape has to do with a person. */
export function involvementIn(payload: unknown, person: Person) {
  if (typeof payload !== 'object' || payload === null)
    return { involved: false, device: false, poster: false };
  const told: Record<string, unknown> = { ...payload };
  const number = (key: string) => (typeof told[key] === 'number' ? told[key] : null);
  return subjectRelation(
    {
      user_id: number('user_id'),
      entity_type: String(told['entity_type']),
      entity_id: number('entity_id') ?? 0,
      extra_data: told['extra_data'],
      ip_address: told['ip_address'],
      posted: told['posted'],
    },
    person,
  );
}

/** What was set aside, without people: reasons quote what is wrong. */
export function redactUnfit(
  unfit: { detail: string; payload: unknown },
  people: readonly NamedPerson[],
): { detail: string; payload: unknown } {
  return people.reduce(
    ({ detail, payload }, person) => ({
      detail: redactText(detail, person.names, false, nothingFound()),
      payload: redactPayload(payload, person),
    }),
    unfit,
  );
}
