import { LAST_INSTANT } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { hashedIdSql } from './about-entity.ts';
import type { FilterScope } from './filter-scope.ts';
import type { ValueSet } from './value-set.ts';

export type Condition = RawBuilder<boolean>;

export const allOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;

/** PostgreSQL's word for an instant, epoch milliseconds; what ends after the last one that is taken ends nowhere. */
export const instantSql = (instant: number) =>
  sql`${instant > LAST_INSTANT ? 'infinity' : new Date(instant).toISOString()}::timestamptz`;

/** What narrows a cell, apart from its span and from what only the rows can tell. */
export interface Axes {
  users: Condition;
  projects: Condition;
  kinds: Condition;
}

/** A cell's axes over `activities`, where nobody and no project are null. */
export const rowAxes = ({ users, projects, types, actions }: FilterScope): Axes => ({
  users: integers('activities.user_id', users, true),
  projects: integers('activities.project_id', projects, true),
  kinds: allOf([texts('activities.entity_type', types), texts('activities.action', actions)]),
});

/** A cell's axes over `activity_rollups`, where nobody and no project are 0. */
export const rollupAxes = ({ users, projects, types, actions }: FilterScope): Axes => ({
  users: integers('activity_rollups.user_id', users, false),
  projects: integers('activity_rollups.project_id', projects, false),
  kinds: allOf([texts('activity_rollups.entity_type', types), texts('activity_rollups.action', actions)]),
});

/** Everything that narrows a cell but its span and its words, over `activities`. */
export const filterScopeSql = (cell: FilterScope): Condition =>
  allOf([...Object.values(rowAxes(cell)), ...restSql(cell)]);

/** What only the rows can tell of a cell, without its span and its words. */
function restSql({ gaps, types, entity_id, after_id }: FilterScope): Condition[] {
  return [
    ...(entity_id === undefined ? [] : entityIdSql(types, entity_id)),
    ...(after_id === undefined ? [] : [sql<boolean>`activities.id > ${after_id}`]),
    ...gaps.map(
      ({ from, to }) =>
        sql<boolean>`not (activities.created_at >= ${instantSql(from)} and activities.created_at < ${instantSql(to)})`,
    ),
  ];
}

/** The id of an entity, beside its type, which is an axis. */
export const entityIdSql = (types: FilterScope['types'], entity_id: number): Condition[] => [
  sql<boolean>`activities.entity_id = ${entity_id}`,
  ...('in' in types && types.in.length > 0 ? [hashedIdSql(types.in, entity_id)] : []),
];

const texts = (column: string, set: ValueSet<string>) => condition(column, set, 'text');

const integers = (column: string, set: ValueSet<number>, nullable: boolean): Condition =>
  nullable && 'not_in' in set && set.not_in.length > 0
    ? sql<boolean>`(${sql.ref(column)} is null or ${condition(column, set, 'integer')})`
    : condition(column, set, 'integer');

/** One value is compared as one: only then does an index give what follows it in its order. */
function condition(column: string, set: ValueSet<unknown>, type: 'integer' | 'text'): Condition {
  const name = sql.ref(column);
  const array = (values: readonly unknown[]) => sql`${values}::${sql.raw(type)}[]`;
  if ('not_in' in set)
    return set.not_in.length === 0 ? sql<boolean>`true` : sql<boolean>`${name} <> all(${array(set.not_in)})`;
  return set.in.length === 1
    ? sql<boolean>`${name} = ${set.in[0]}`
    : sql<boolean>`${name} = any(${array(set.in)})`;
}
