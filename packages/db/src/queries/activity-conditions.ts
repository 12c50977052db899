import type { ActivityFilters } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { type Visibility, visibleSql } from '../visibility/visibility.ts';
import { parseSearch, type SearchTerms } from './search-expression.ts';

type Condition = RawBuilder<boolean>;

/** What a reader asks for: filters, within what the viewer may see. */
export interface ActivityScope {
  filters: ActivityFilters;
  visibility: Visibility;
}

/** All conditions joined, for a `where` over `activities`. */
export const scopeSql = (scope: ActivityScope): Condition =>
  all([visibleSql(scope.visibility), ...filterSql(scope.filters)]);

const all = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;

function filterSql(filters: ActivityFilters): Condition[] {
  const conditions: Condition[] = [];
  const add = (given: unknown, condition: Condition) => given !== undefined && conditions.push(condition);
  add(filters.user_id, peopleSql(filters.user_id ?? []));
  add(filters.project_id, sql`activities.project_id = ${filters.project_id}`);
  add(filters.entity_id, sql`activities.entity_id = ${filters.entity_id}`);
  add(filters.after_id, sql`activities.id > ${filters.after_id}`);
  add(filters.entity_type, sql`activities.entity_type = any(${filters.entity_type}::text[])`);
  add(filters.action, sql`activities.action = any(${filters.action}::text[])`);
  add(filters.start_date, sql`activities.created_at >= ${filters.start_date}`);
  add(filters.end_date, sql`activities.created_at <= ${filters.end_date}`);
  if (filters.q !== undefined) conditions.push(searchSql(filters.q));
  return conditions;
}

/** One person is compared as one: only then does the index of a person's activities give them in their order. */
function peopleSql(ids: readonly number[]): Condition {
  const [only, another] = ids;
  return another === undefined
    ? sql`activities.user_id = ${only}`
    : sql`activities.user_id = any(${ids}::integer[])`;
}

function searchSql(q: string): Condition {
  const { include, exclude } = parseSearch(q);
  const unwanted = eachTerm(exclude);
  return all([
    ...eachTerm(include),
    ...unwanted.map((condition) => sql<boolean>`(${condition}) is not true`),
  ]);
}

/** One condition a key: its values are alternatives, except words and periods, which must all fit. */
function eachTerm(terms: SearchTerms): Condition[] {
  const conditions: Condition[] = [];
  const add = (values: readonly unknown[], condition: Condition) =>
    values.length > 0 && conditions.push(condition);
  add(terms.actions, sql`activities.action = any(${terms.actions}::text[])`);
  add(terms.types, sql`activities.entity_type = any(${terms.types}::text[])`);
  add(terms.project_ids, sql`activities.project_id = any(${terms.project_ids}::integer[])`);
  add(
    terms.usernames,
    sql`activities.user_id in (select users.id from users where users.username = any(${terms.usernames}::text[]))`,
  );
  return [...conditions, ...terms.phrases.map(phraseSql), ...terms.created.map(periodSql)];
}

// A phrase of punctuation alone has no words: it narrows nothing.
const phraseSql = (phrase: string): Condition => sql<boolean>`(
  numnode(phraseto_tsquery('simple', ${phrase})) = 0
  or to_tsvector('simple', coalesce(activities.entity_name, '') || ' ' || activities.description)
    @@ phraseto_tsquery('simple', ${phrase}))`;

function periodSql(period: SearchTerms['created'][number]): Condition {
  const conditions: Condition[] = [];
  if (period.from) conditions.push(sql`activities.created_at >= ${period.from}`);
  if (period.to) conditions.push(sql`activities.created_at <= ${period.to}`);
  if (period.after) conditions.push(sql`activities.created_at > ${period.after}`);
  if (period.before) conditions.push(sql`activities.created_at < ${period.before}`);
  return all(conditions);
}
