import type { ActivityEvent, PersonalFields } from '@timetracker/shared';
import { personalOf } from './erase-block.ts';
import { involvementOf } from './involvement.ts';
import type { ForgottenPerson } from './forgotten.ts';
import { redact } from './redact.ts';

/** Whoever still had the name on the screen may write it for a moment; clocks differ, too. */
const MARGIN_MS = 5 * 60_000;

const happenedAt = (event: ActivityEvent) => Date.parse(event.occurred_at ?? event.received_at);

/**
 * An event without the people who were forgotten before it came: without their device, and without their names as far as
 * it is about them or tells of a time when they were still there. Names that somebody writes later may be a namesake's.
 * @param again whether it came before, and so tells of that time
 */
export const redactEvent = (
  event: ActivityEvent,
  people: readonly ForgottenPerson[],
  again: boolean,
): ActivityEvent =>
  people.reduce((known, { user_id, since, names }) => {
    const involvement = involvementOf(known, { user_id });
    const late = again || happenedAt(known) <= Date.parse(since) + MARGIN_MS;
    if (!involvement.involved && !late) return known;
    const { fields } = redact(personalOf(known), names, involvement);
    // What was JSON is JSON without names too.
    return fields ? { ...known, ...(fields as Pick<ActivityEvent, keyof PersonalFields>) } : known;
  }, event);
