import {
  involvementIn,
  nothingFound,
  recognizerOf,
  redactPayload,
  redactText,
} from '@timetracker/activities';
import type { SubjectQuery } from './scan-activities.ts';

/**
 * Picks what tells of a person: an event that is theirs, about them or names them, of a list of events those that do, and
 * a text that names them.
 * @returns of a payload the part that tells, as it is; undefined: nothing
 */
export function selectPersonalData({ names, ...sought }: SubjectQuery): (payload: unknown) => unknown {
  const person = { ...sought, names: recognizerOf(names) };
  const tells = (payload: unknown): boolean => {
    if (typeof payload === 'string')
      return redactText(payload, person.names, false, nothingFound()) !== payload;
    const { involved, device } = involvementIn(payload, person);
    return involved || device || JSON.stringify(redactPayload(payload, person)) !== JSON.stringify(payload);
  };
  return (payload) => {
    if (
      typeof payload !== 'object' ||
      payload === null ||
      !('events' in payload) ||
      !Array.isArray(payload.events)
    )
      return tells(payload) ? payload : undefined;
    const events = payload.events.filter(tells);
    return events.length === 0 ? undefined : { events };
  };
}
