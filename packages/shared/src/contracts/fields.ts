import { z } from 'zod';
import { type Action, actions } from '../catalog/actions.ts';
import { type EntityType, entityTypes, type ReportedType, reportedTypes } from '../catalog/entities.ts';
import { isCurrency } from '../money/currencies.ts';
import { shorten } from '../shorten.ts';
import { isVisible, unseenIn } from './visible-text.ts';

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
export const isStorable = (value: string) => !value.includes('\u0000') && value.isWellFormed();

/** Text of `min` to `max` characters (see `lengthOf`) that can be stored as it is. */
export const text = (min: number, max: number) =>
  z
    .string('must be text')
    .min(min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
    .max(max, `must have at most ${max.toLocaleString('en')} characters`)
    .refine(isStorable, 'must not contain NUL or unpaired surrogate characters');

/** What people type on a line of its own: surrounding blanks do not count. */
export const trimmedText = (min: number, max: number) => z.string('must be text').trim().pipe(text(min, max));

/** Refuses in a name what is not seen, or turns what is read beside it. */
const checkSeen = (value: string, context: z.core.$RefinementCtx) => {
  const unseen = unseenIn(value);
  if (unseen !== undefined)
    context.addIssue({
      code: 'custom',
      message: `must not contain control or invisible characters (${unseen})`,
    });
  else if (value !== '' && !isVisible(value))
    context.addIssue({ code: 'custom', message: 'must have a character that can be seen' });
};

/** A name that people give somebody or something, as everybody then reads it. */
export const nameText = (max: number) => trimmedText(1, max).superRefine(checkSeen);
/** A name that may be left out, as an empty text; a text of blanks is none. */
export const optionalNameText = (max: number) =>
  z
    .string('must be text')
    .refine((value) => value === '' || value.trim() !== '', 'must have a character that can be seen')
    .pipe(trimmedText(0, max))
    .superRefine(checkSeen);

/** A whole number between two bounds; any other value gets one and the same message. */
export const wholeNumber = (min: number, max: number) => {
  const message = `must be between ${min} and ${max}`;
  return z.number(message).int(message).min(min, message).max(max, message);
};

const MAX_INTEGER = 2_147_483_647;

/** A row's identifier: a positive PostgreSQL integer. */
export const id = z
  .number('must be a whole number')
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(MAX_INTEGER, `must be at most ${MAX_INTEGER}`);

/** What an activity is about; 0: nothing that has an id, such as an account that there is not. */
export const subjectId = z.union([id, z.literal(0)]);

const oneOf = <Value extends string>(what: string, known: readonly Value[]) =>
  z.enum(known, {
    error: ({ input }) =>
      input === undefined
        ? `is required; known: ${known.join(', ')}`
        : `has unknown ${what} ${quoted(input)}; known: ${known.join(', ')}`,
  });

const MOST_QUOTED = 60;

const quoted = (input: unknown): string =>
  typeof input === 'object' && input !== null ? '(no text)' : `"${shorten(String(input), MOST_QUOTED)}"`;

export const action = oneOf<Action>('action', actions);
export const entityType = oneOf<EntityType>('entity type', entityTypes);
/** What others may report activities about. */
export const reportedType = oneOf<ReportedType>('entity type', reportedTypes);

const isIsoTime = z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]);
const ISO_DATE_LENGTH = 'yyyy-mm-dd'.length;

/** An instant without an offset is UTC. */
const utc = (value: string) => (/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`);

// What PostgreSQL and ISO 8601 both write with four digits of a year; an offset reaches beyond it.
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z');
/** The last instant that is accepted anywhere, in milliseconds since 1970. */
export const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether an ISO 8601 date or instant lies in the years 1 to 9999 of UTC. */
export const isInCalendar = (value: string): boolean => {
  const instant = value.length === ISO_DATE_LENGTH ? Date.parse(value) : Date.parse(utc(value));
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT;
};

/** Of an ISO 8601 instant: nothing of it is lost where milliseconds are kept. Zeros behind them say nothing more. */
export const isOfMilliseconds = (value: string): boolean => !/\.\d{3}\d*[1-9]/.test(value);
export const TOO_FINE = 'must have at most three decimals of a second: instants are kept to the millisecond';

const NO_TIME = 'must be an ISO 8601 date or instant';
const isoTime = z
  .string(NO_TIME)
  .refine((value) => isIsoTime.safeParse(value).success && isInCalendar(value), NO_TIME);

/** The first moment of a period: a bare date is its midnight; without an offset, UTC. */
export const startTime = isoTime.transform((value) =>
  value.length === ISO_DATE_LENGTH ? new Date(value) : new Date(utc(value)),
);

/** The last moment of a period: a bare date includes that whole day (UTC). */
export const endTime = isoTime.transform((value) =>
  value.length === ISO_DATE_LENGTH ? new Date(`${value}T23:59:59.999Z`) : new Date(utc(value)),
);

const DAY_FORM = 'must be a date such as 2026-01-31';
/** A calendar day without a time, as `yyyy-mm-dd`. */
export const day = z.iso.date(DAY_FORM).refine(isInCalendar, DAY_FORM);

/**
 * An amount in the smallest (minor) unit of its currency: cents of EUR, whole JPY, thousandths of KWD. At most 10^10 of
 * them.
 */
export const cents = wholeNumber(0, 10_000_000_000);

/** An ISO 4217 currency code, for example EUR. */
export const currency = z
  .string('must be text')
  .refine(isCurrency, 'must be an ISO 4217 currency code such as EUR');

/**
 * The version of an entity that a change is based on. Somebody else's change in between makes the call a conflict, so
 * that no change is lost unseen.
 */
export const version = wholeNumber(1, MAX_INTEGER);
