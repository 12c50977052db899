import type { Action } from './actions.ts';

/** A tracked field before and after, as kept in `extra_data.changes`. */
export interface FieldChange {
  before: unknown;
  after: unknown;
  /** What a referenced entity was called when the change was made. */
  before_name?: string;
  after_name?: string;
  /** Of a list: how many more items there are than the change has room for. */
  before_left_out?: number;
  after_left_out?: number;
}
export type Changes = Record<string, FieldChange>;

/** What a change of tracked fields is called, when it deserves more than `updated`. */
export interface Transition {
  action: Action;
  when: (changes: Changes) => boolean;
}

/** What a sentence may speak of. */
export interface SentenceFacts {
  action: Action;
  entity_type: string;
  entity_name: string | null;
  extra_data: Record<string, unknown>;
}

/**
 * One kind of thing that people work on: the only place that knows how its activities are captured,
 * named and shown. Types, filters, labels, icons and sentences are derived from these entries.
 */
export interface EntityDefinition {
  label: string;
  plural: string;
  icon: string;
  /** Activities about it are for administrators only (the seed, "Entity Types"). */
  admin_only: boolean;
  /** Only TimeTracker itself writes these activities: nobody can post or import one. */
  reserved: boolean;
  actions: readonly Action[];
  /** Fields whose changes make an activity. Whatever is not named here never reaches the trail. */
  tracked: readonly string[];
  /** What a creation is called, where it is not always `created`. */
  on_create?: (fields: Record<string, unknown>) => Action;
  /** First match wins; a change that matches none is `updated`. */
  transitions: readonly Transition[];
  /** An activity's sentence where verb, label and name do not say it all. */
  sentence?: (facts: SentenceFacts) => string | undefined;
}

const setTo = (change: FieldChange | undefined) => change !== undefined && change.after !== null;
const cleared = (change: FieldChange | undefined) => change !== undefined && change.after === null;

/** A transition for a field that goes from empty to set; one that was set before and is corrected is `updated`. */
export const whenFilled = (field: string, action: Action): Transition => ({
  action,
  when: (changes) => setTo(changes[field]) && changes[field]?.before === null,
});

/** A transition for a field that is set, whatever it was before. */
export const whenSet = (field: string, action: Action): Transition => ({
  action,
  when: (changes) => setTo(changes[field]),
});

/** A transition for a field that goes from set to empty. */
export const whenCleared = (field: string, action: Action): Transition => ({
  action,
  when: (changes) => cleared(changes[field]),
});

/** A transition for a field that takes one of the given values, or any new value. */
export const whenChanged = (field: string, action: Action, values?: readonly unknown[]): Transition => ({
  action,
  when: (changes) => {
    const change = changes[field];
    return change !== undefined && (values === undefined || values.includes(change.after));
  },
});
