import { actions } from '../catalog/actions.ts';
import { entityTypes, reportedTypes } from '../catalog/entities.ts';
import { MAX_USER_AGENT, type Posted } from '../posted.ts';
import { MAX_EVENTS_PER_REQUEST, type PostActivitiesInput } from './activity.ts';
import {
  type ActivityEvent,
  activitySource,
  MAX_DESCRIPTION,
  MAX_ENTITY_NAME,
  MAX_EXTRA_DATA_BYTES,
  MAX_USERNAME,
  type PostedEvent,
} from './activity-event.ts';
import { EVENT_VERSION } from './event-version.ts';
import {
  boundOfJson,
  isRecord,
  isSurelyAddress,
  isSurelyId,
  isSurelyInstant,
  isSurelyText,
  isSurelyUuid,
} from './surely.ts';

type Value = Record<string, unknown>;
/** Whether each field that is there surely fits; a field that is not among them does not. */
type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

const knownActions: ReadonlySet<unknown> = new Set(actions);
const knownTypes: ReadonlySet<unknown> = new Set(entityTypes);
const typesToReport: ReadonlySet<unknown> = new Set(reportedTypes);
const sources: ReadonlySet<unknown> = new Set(activitySource.options);

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const fits = (value: Value, fields: Fields): boolean =>
  Object.keys(value).every((key) => Object.hasOwn(fields, key) && fields[key]?.(value[key]) === true);
const has = (value: Value, names: readonly string[]): boolean =>
  names.every((name) => Object.hasOwn(value, name));

const ofPosted: Fields = {
  user_id: isSurelyId,
  service: (value) => typeof value === 'boolean',
  ip_address: orNull((value) => isSurelyText(value, 0, 64)),
  user_agent: orNull((value) => isSurelyText(value, 0, MAX_USER_AGENT)),
  received_at: isSurelyInstant,
} satisfies Record<keyof Posted, Check>;
const postedNames = Object.keys(ofPosted);

const ofEvent: Fields = {
  v: (value) => value === EVENT_VERSION,
  event_id: isSurelyUuid,
  user_id: orNull(isSurelyId),
  action: (value) => knownActions.has(value),
  entity_type: (value) => knownTypes.has(value),
  entity_id: isSurelyId,
  entity_name: orNull((value) => isSurelyText(value, 0, MAX_ENTITY_NAME)),
  description: (value) => isSurelyText(value, 0, MAX_DESCRIPTION),
  extra_data: (value) => isRecord(value) && boundOfJson(value) < Infinity,
  project_id: orNull(isSurelyId),
  ip_address: orNull(isSurelyAddress),
  user_agent: orNull((value) => isSurelyText(value, 0, MAX_USER_AGENT)),
  source: (value) => sources.has(value),
  occurred_at: orNull(isSurelyInstant),
  received_at: isSurelyInstant,
  posted: (value) => isRecord(value) && fits(value, ofPosted) && has(value, postedNames),
} satisfies Record<keyof ActivityEvent, Check>;
const eventNames = Object.keys(ofEvent).filter((name) => name !== 'posted' && name !== 'v');

/** Whether `activityEvent` surely takes a value of JSON, and as it is. */
export const isSurelyEvent = (value: unknown): value is ActivityEvent =>
  isRecord(value) && fits(value, ofEvent) && has(value, eventNames);

const ofPostedEvent: Fields = {
  action: (value) => knownActions.has(value),
  entity_type: (value) => typesToReport.has(value),
  entity_id: isSurelyId,
  user_id: isSurelyId,
  username: (value) => isSurelyText(value, 1, MAX_USERNAME),
  entity_name: orNull((value) => isSurelyText(value, 0, MAX_ENTITY_NAME)),
  description: orNull((value) => isSurelyText(value, 0, MAX_DESCRIPTION)),
  extra_data: orNull((value) => isRecord(value) && boundOfJson(value) <= MAX_EXTRA_DATA_BYTES),
  project_id: orNull(isSurelyId),
  ip_address: orNull(isSurelyAddress),
  user_agent: orNull((value) => isSurelyText(value, 0, MAX_USER_AGENT)),
  created_at: (value) => isSurelyInstant(value) && isPast(Date.parse(value)),
  event_id: isSurelyUuid,
} satisfies Record<keyof PostedEvent, Check>;
const postedEventNames = ['action', 'entity_type', 'entity_id'];

const isPast = (instant: number) => instant >= 0 && instant <= Date.now();

const isSurelyPostedEvent = (value: unknown): value is PostedEvent =>
  isRecord(value) && fits(value, ofPostedEvent) && has(value, postedEventNames);

/** Whether `postActivitiesInput` surely takes a value of JSON, and as it is. */
export function isSurelyPosted(value: unknown): value is PostActivitiesInput {
  if (!isRecord(value) || !Object.hasOwn(value, 'activities')) return isSurelyPostedEvent(value);
  const { activities } = value;
  return (
    Object.keys(value).length === 1 &&
    Array.isArray(activities) &&
    activities.length >= 1 &&
    activities.length <= MAX_EVENTS_PER_REQUEST &&
    activities.every(isSurelyPostedEvent)
  );
}
