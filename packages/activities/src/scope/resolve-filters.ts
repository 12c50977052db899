import type { EntityManager } from '@mikro-orm/postgresql';
import { type ActivityFilters, parseSearch, type SearchPeriod } from '@timetracker/shared';
import { sql } from 'kysely';
import type { Visibility } from '../visibility/visibility.ts';
import { ALL_TIME, type FilterScope, type Span } from './filter-scope.ts';
import { anyOf, both, isNone, type ValueSet, without } from './value-set.ts';
import { withinOne } from './within-one.ts';

/**
 * What a reader asks for, as a cell.
 * @throws {AppError} invalid for a search expression that cannot be understood
 */
export async function resolveFilters(em: EntityManager, filters: ActivityFilters): Promise<FilterScope> {
  const asked = filterCell(filters);
  return filters.q === undefined ? asked : narrowBySearch(em, asked, filters.q);
}

const everything: FilterScope = {
  ...ALL_TIME,
  users: anyOf,
  projects: anyOf,
  types: anyOf,
  actions: anyOf,
  words: { include: [], exclude: [] },
  gaps: [],
  entity_id: undefined,
  after_id: undefined,
};

const oneOf = <Value>(values: readonly Value[] | undefined): ValueSet<Value> =>
  values === undefined ? anyOf : { in: values };

const filterCell = (filters: ActivityFilters): FilterScope => ({
  ...everything,
  users: oneOf(filters.user_id),
  projects: oneOf(filters.project_id === undefined ? undefined : [filters.project_id]),
  types: oneOf(filters.entity_type),
  actions: oneOf(filters.action),
  from: filters.start_date?.getTime() ?? ALL_TIME.from,
  to: filters.end_date ? filters.end_date.getTime() + 1 : ALL_TIME.to,
  entity_id: filters.entity_id,
  after_id: filters.after_id,
});

/**
 * What a viewer may see of a cell (DESIGN decision 6): of projects of theirs, and what they did elsewhere. The twin of
 * `visibleSql`; a test compares them.
 */
export function visibleScopes(cell: FilterScope, visibility: Visibility): FilterScope[] {
  if (visibility.kind === 'everything') return [cell].filter(canMatch);
  const { user_id, project_ids, hidden_types } = visibility;
  const types = without(cell.types, hidden_types);
  return [
    { ...cell, types, projects: both(cell.projects, { in: project_ids }) },
    {
      ...cell,
      types,
      users: both(cell.users, { in: [user_id] }),
      projects: without(cell.projects, project_ids),
    },
  ].filter(canMatch);
}

/** All that a viewer may see. */
export const allVisible = (visibility: Visibility): FilterScope[] => visibleScopes(everything, visibility);

const canMatch = ({ users, projects, types, actions, from, to }: FilterScope): boolean =>
  from < to && ![users, projects, types, actions].some((set) => isNone(set));

/** No account's id, and not the rollups' 0 for the system. */
const NOBODY = -1;

/** Keys of a search narrow like filters do; only words, and periods that are excluded, need the rows. */
async function narrowBySearch(em: EntityManager, cell: FilterScope, q: string): Promise<FilterScope> {
  const { include, exclude } = parseSearch(q);
  const ids = await userIds(em, [...include.usernames, ...exclude.usernames]);
  const people = (usernames: readonly string[]) => usernames.map((name) => ids.get(name) ?? NOBODY);
  const narrowed: FilterScope = {
    ...cell,
    users: narrow(cell.users, people(include.usernames), people(exclude.usernames)),
    projects: narrow(cell.projects, include.project_ids, exclude.project_ids),
    types: narrow(cell.types, include.types, exclude.types),
    actions: narrow(cell.actions, include.actions, exclude.actions),
    words: { include: include.phrases, exclude: exclude.phrases },
    gaps: exclude.created.flat().map(spanOf),
  };
  return include.created.reduce((left, periods) => withinOne(left, periods.map(spanOf)), narrowed);
}

const narrow = <Value>(set: ValueSet<Value>, include: readonly Value[], exclude: readonly Value[]) =>
  without(include.length === 0 ? set : both(set, { in: include }), exclude);

const spanOf = ({ from, to, after, before }: SearchPeriod): Span => ({
  from: within(Math.max(from?.getTime() ?? ALL_TIME.from, after ? after.getTime() + 1 : ALL_TIME.from)),
  to: within(Math.min(to ? to.getTime() + 1 : ALL_TIME.to, before?.getTime() ?? ALL_TIME.to)),
});

const within = (instant: number) => Math.min(Math.max(instant, ALL_TIME.from), ALL_TIME.to);

async function userIds(em: EntityManager, usernames: readonly string[]): Promise<Map<string, number>> {
  if (usernames.length === 0) return new Map();
  const { rows } = await sql<{ id: number; username: string }>`
    select id, username from users where username = any(${usernames}::text[])`.execute(em.getKysely());
  return new Map(rows.map(({ id, username }) => [username, id]));
}
