import { type RawBuilder, sql } from 'kysely';
import type { Cell, Words } from './cell.ts';
import type { OneOf } from './one-of.ts';

export type Condition = RawBuilder<boolean>;

export const allOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;

/** PostgreSQL's word for an instant; epoch milliseconds. */
export const instantSql = (instant: number) => sql`${new Date(instant).toISOString()}::timestamptz`;

/** The part of a cell that rollups know as well, over the columns of `table`. */
export interface Axes {
  users: Condition[];
  projects: Condition[];
  types: Condition[];
  actions: Condition[];
}

/** A cell's axes as conditions over `activities`, where nobody and no project are null. */
export const rowAxes = ({ users, projects, types, actions }: Cell): Axes => ({
  users: nullable('activities.user_id', users),
  projects: nullable('activities.project_id', projects),
  types: texts('activities.entity_type', types),
  actions: texts('activities.action', actions),
});

/** A cell's axes as one condition over `activity_rollups`, where nobody and no project are 0. */
export const rollupSql = ({ users, projects, types, actions }: Cell): Condition =>
  allOf([
    ...integers('user_id', users),
    ...integers('project_id', projects),
    ...texts('entity_type', types),
    ...texts('action', actions),
  ]);

/** What only the rows can tell of a cell, without its span. */
export function restSql({ words, gaps, entity_id, after_id }: Cell): Condition[] {
  return [
    ...(entity_id === undefined ? [] : [sql<boolean>`activities.entity_id = ${entity_id}`]),
    ...(after_id === undefined ? [] : [sql<boolean>`activities.id > ${after_id}`]),
    ...gaps.map(
      ({ from, to }) =>
        sql<boolean>`not (activities.created_at >= ${instantSql(from)} and activities.created_at < ${instantSql(to)})`,
    ),
    ...wordsSql(words),
  ];
}

// A phrase of punctuation alone has no words: it narrows nothing.
const wordsSql = ({ include, exclude }: Words): Condition[] => [
  ...include.map((phrase) => sql<boolean>`(${isEmpty(phrase)} or ${matches(phrase)})`),
  ...exclude.map((phrase) => sql<boolean>`(${isEmpty(phrase)} or not ${matches(phrase)})`),
];

const isEmpty = (phrase: string) => sql`numnode(phraseto_tsquery('simple', ${phrase})) = 0`;
const matches = (phrase: string) => sql`(to_tsvector('simple', coalesce(activities.entity_name, '') || ' '
  || activities.description) @@ phraseto_tsquery('simple', ${phrase}))`;

const integers = (column: string, set: OneOf<number>) => conditions(column, set, 'integer');
const texts = (column: string, set: OneOf<string>) => conditions(column, set, 'text');

/** One value is compared as one: only then does an index give what follows it in its order. */
function conditions(column: string, set: OneOf<unknown>, type: string): Condition[] {
  const name = sql.ref(column);
  if ('not_in' in set)
    return set.not_in.length === 0 ? [] : [sql<boolean>`${name} <> all(${set.not_in}::${sql.raw(type)}[])`];
  return set.in.length === 1
    ? [sql<boolean>`${name} = ${set.in[0]}`]
    : [sql<boolean>`${name} = any(${set.in}::${sql.raw(type)}[])`];
}

function nullable(column: string, set: OneOf<number>): Condition[] {
  if ('in' in set || set.not_in.length === 0) return integers(column, set);
  return [sql<boolean>`(${sql.ref(column)} is null or ${allOf(integers(column, set))})`];
}
