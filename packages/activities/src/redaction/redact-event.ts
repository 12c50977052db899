import type { ActivityEvent, PersonalFields } from '@timetracker/shared';
import type { ForgottenPerson } from './erased-subjects.ts';
import { personalOf } from './personal-of.ts';
import { redact } from './redact.ts';
import { subjectRelation } from './subject-relation.ts';

/** Whoever still had the name on the screen may write it for a moment; clocks differ, too. */
const MARGIN_MS = 5 * 60_000;

const happenedAt = (event: ActivityEvent) => Date.parse(event.occurred_at ?? event.received_at);

/**
 * An event without the people who were forgotten before it came: without their device, and without their names as far as
 * it is about them or tells of a time when they were still there. Names that somebody writes later may be a namesake's.
 */
export const redactEvent = (event: ActivityEvent, people: readonly ForgottenPerson[]): ActivityEvent =>
  withoutPeople(event, people, ({ since }) => happenedAt(event) <= Date.parse(since) + MARGIN_MS);

/** What tells of people: the parts of an event or of a stored activity that redacting looks at and changes. */
type Telling = PersonalFields & Pick<ActivityEvent, 'user_id' | 'action' | 'entity_type' | 'entity_id'>;

/**
 * An event, or what is stored of it, without anybody who was forgotten, whenever it came and whenever they were. Both are the
 * same then, whether the activity was stored before, while or after a person was forgotten.
 */
export const withoutForgotten = <Told extends Telling>(
  told: Told,
  people: readonly ForgottenPerson[],
): Told => withoutPeople(told, people, () => true);

/** @param names of whose time something tells, so that their names go although it is not about them */
const withoutPeople = <Told extends Telling>(
  told: Told,
  people: readonly ForgottenPerson[],
  names: (person: ForgottenPerson) => boolean,
): Told =>
  people.reduce((known, person) => {
    const involvement = subjectRelation(known, { user_id: person.user_id });
    if (!involvement.involved && !names(person)) return known;
    const { fields } = redact(personalOf(known), person.names, involvement);
    // What was JSON is JSON without names too.
    return fields ? { ...known, ...(fields as Pick<ActivityEvent, keyof PersonalFields>) } : known;
  }, told);
