import { type ActivityFilters, actions, entityTypes } from '@timetracker/shared';
import fc from 'fast-check';
import type { Visibility } from '../visibility/visibility.ts';

const DAY = 86_400_000;
const FIRST = Date.parse('2025-01-20T00:00:00Z');
const DAYS = 430;
export const PEOPLE = 5;
const PROJECTS = 9;
const WORDS = ['home', 'page', 'logo', 'draft', 'Äpfel'];

/** An activity, as far as it can be asked for. */
export interface Row {
  id: number;
  user_id: number | null;
  project_id: number | null;
  entity_type: (typeof entityTypes)[number];
  entity_id: number;
  action: (typeof actions)[number];
  created_at: Date;
  entity_name: string | null;
  description: string;
}

/** Moments that many share, the edges of hours, days and months, and what lies long before everything. */
const instant = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: DAYS * 24 }).map((hour) => FIRST + hour * 3_600_000) },
  { weight: 4, arbitrary: fc.integer({ min: FIRST, max: FIRST + DAYS * DAY }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(Date.parse('2025-06-01T00:00:00Z'), Date.parse('2025-05-31T23:59:59.999Z')),
  },
  { weight: 1, arbitrary: fc.constant(Date.parse('1970-01-01T00:00:00Z')) },
);

/** What somebody did: an event's facts. */
export const happened = fc.record({
  user_id: fc.option(fc.integer({ min: 1, max: PEOPLE }), { freq: 8 }),
  project_id: fc.option(fc.integer({ min: 1, max: PROJECTS })),
  entity_type: fc.constantFrom(...entityTypes),
  entity_id: fc.integer({ min: 1, max: 4 }),
  entity_name: fc.option(
    fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join('-')),
  ),
  // Words that come again, so that neighbours are not yet a phrase.
  description: fc.array(fc.constantFrom(...WORDS), { maxLength: 9 }).map((words) => `did ${words.join(' ')}`),
  action: fc.constantFrom(...actions.slice(0, 5)),
  occurred_at: instant.map((at) => new Date(at).toISOString()),
});

const limited = fc
  .tuple(
    fc.integer({ min: 1, max: PEOPLE + 1 }),
    fc.subarray(Array.from({ length: PROJECTS }, (_, index) => index + 1)),
    fc.constantFrom(['user'], ['user', 'client']),
  )
  .map(
    ([user_id, project_ids, hidden_types]): Visibility => ({
      kind: 'limited',
      user_id,
      project_ids,
      hidden_types,
    }),
  );
/** What a viewer may see. */
export const visibility = fc.oneof(fc.constant<Visibility>({ kind: 'everything' }), limited);

/** A term of the search expression, and what it means. */
interface Term {
  text: string;
  matches: (row: Row) => boolean;
}

const wordsOf = ({ entity_name, description }: Row) =>
  `${entity_name ?? ''} ${description}`.toLowerCase().split(/[ -]/);

const plainTerm: fc.Arbitrary<Term> = fc.oneof(
  fc.constantFrom(...WORDS).map((word) => ({
    text: word.toUpperCase(),
    matches: (row: Row) => wordsOf(row).includes(word.toLowerCase()),
  })),
  fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 4 }).map((words) => ({
    text: `"${words.join(' - ')}"`,
    matches: ({ entity_name, description }: Row) =>
      [entity_name ?? '', description].some((text) =>
        ` ${text.replaceAll('-', ' ')} `.toLowerCase().includes(` ${words.join(' ').toLowerCase()} `),
      ),
  })),
  fc.subarray(actions.slice(0, 6), { minLength: 1 }).map((some) => ({
    text: `action:${some.join(',')}`,
    matches: (row: Row) => some.includes(row.action),
  })),
  fc.subarray([...entityTypes], { minLength: 1 }).map((some) => ({
    text: `type:${some.join(',')}`,
    matches: (row: Row) => some.includes(row.entity_type),
  })),
  fc.integer({ min: 1, max: PEOPLE + 1 }).map((id) => ({
    text: `user:user${id}`,
    matches: (row: Row) => id <= PEOPLE && row.user_id === id,
  })),
  fc.subarray([1, 2, 3, 10], { minLength: 1 }).map((ids) => ({
    text: `project:${ids.join(',')}`,
    matches: (row: Row) => ids.includes(row.project_id ?? 0),
  })),
  fc.constant({
    text: 'created:2025-05-31..2025-08-09',
    matches: ({ created_at }: Row) =>
      created_at >= new Date('2025-05-31T00:00:00Z') && created_at < new Date('2025-08-10T00:00:00Z'),
  }),
  fc.constant({
    text: 'created:2025-08-01..2025-08-09,2025-03-31,2025-08-03..2025-08-20,>=2026-01-01',
    matches: ({ created_at }: Row) =>
      [
        ['2025-03-31', '2025-04-01'],
        ['2025-08-01', '2025-08-21'],
        ['2026-01-01', '9999-01-01'],
      ].some(([from = '', to = '']) => created_at >= new Date(from) && created_at < new Date(to)),
  }),
  fc
    .constantFrom('created:>9999-12-31', 'created:<0001-01-01')
    .map((text) => ({ text, matches: () => false })),
  fc.constant({
    text: 'created:>2025-05-31',
    matches: ({ created_at }: Row) => created_at >= new Date('2025-06-01T00:00:00Z'),
  }),
);

const term: fc.Arbitrary<Term> = fc
  .tuple(plainTerm, fc.boolean())
  .map(([{ text, matches }, excluded]) =>
    excluded ? { text: `-${text}`, matches: (row: Row) => !matches(row) } : { text, matches },
  );

/** What is asked, as filters and as a search. */
export interface Question {
  filters: ActivityFilters;
  terms: Term[];
}

const key = ({ text }: Term) => text.split(':')[0] ?? text;

/** @param ids from which to which activities are there */
export const questionsOf = (ids: { from: number; to: number }): fc.Arbitrary<Question> =>
  fc
    .record({
      filters: fc.record(
        {
          user_id: fc.uniqueArray(fc.integer({ min: 1, max: PEOPLE + 1 }), { minLength: 1, maxLength: 3 }),
          entity_type: fc.subarray([...entityTypes], { minLength: 1 }),
          action: fc.subarray([...actions], { minLength: 1 }),
          project_id: fc.integer({ min: 1, max: PROJECTS + 1 }),
          entity_id: fc.integer({ min: 1, max: 4 }),
          start_date: instant.map((at) => new Date(at)),
          end_date: instant.map((at) => new Date(at)),
          after_id: fc.integer({ min: ids.from - 1, max: ids.to }),
        },
        { requiredKeys: [] },
      ),
      // The keys of one expression are listed once: what they mean twice is the parser's to say.
      terms: fc.uniqueArray(term, { maxLength: 3, selector: key }),
    })
    .map(({ filters, terms }) => ({
      filters: terms.length > 0 ? { ...filters, q: terms.map(({ text }) => text).join(' ') } : filters,
      terms,
    }));

/** Whether an activity answers a question: the plain reading of it. */
export const answers = ({ filters, terms }: Question, row: Row): boolean =>
  (filters.user_id?.includes(row.user_id ?? 0) ?? true) &&
  (filters.entity_type?.includes(row.entity_type) ?? true) &&
  (filters.action?.includes(row.action) ?? true) &&
  (filters.project_id === undefined || row.project_id === filters.project_id) &&
  (filters.entity_id === undefined || row.entity_id === filters.entity_id) &&
  (filters.after_id === undefined || row.id > filters.after_id) &&
  (filters.start_date === undefined || row.created_at >= filters.start_date) &&
  (filters.end_date === undefined || row.created_at <= filters.end_date) &&
  terms.every((one) => one.matches(row));
