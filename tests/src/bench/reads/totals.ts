import { countActivities, type Visibility } from '@timetracker/activities';
import type { ActivityFilters } from '@timetracker/shared';
import { sql } from 'kysely';
import { pick } from './chance.ts';
import type { History } from './history.ts';
import { plain } from './plain.ts';
import type { Asked, Question, ViewerName } from './reading.ts';
import { visibilityIn } from './viewers.ts';

type Kind = { entity_type: NonNullable<ActivityFilters['entity_type']>[number] } & {
  action: NonNullable<ActivityFilters['action']>[number];
};

/** Exact totals without a page, of something else in each turn, beside `count(*)`. */
export async function askTotals(history: History): Promise<Asked[]> {
  const { db, plainDb, people, months } = history;
  const kinds = await kindsOf(history);
  const visible = visibilityIn.administrator(history);
  const total = (
    question: Question,
    filtersIn: (turn: number) => ActivityFilters,
    { viewer = 'administrator', visibility = visible }: { viewer?: ViewerName; visibility?: Visibility } = {},
  ): Asked => ({
    question,
    viewer,
    activities: history.activities,
    product: (turn) => countActivities(db.em.fork(), filtersIn(turn), visibility),
    plain: (turn) => plain.total(plainDb, { visibility, condition: conditionOf(filtersIn(turn)) }),
  });
  return [
    total('total', () => ({})),
    total('total of a type and action', (turn) => {
      const { entity_type, action } = pick(kinds, turn);
      return { entity_type: [entity_type], action: [action] };
    }),
    total('total', () => ({}), {
      viewer: 'member of 20 projects',
      visibility: visibilityIn['member of 20 projects'](history),
    }),
    total('total of a person, type and month', (turn) => ({
      user_id: [pick(people, turn, 1)],
      entity_type: [pick(kinds, turn, 2).entity_type],
      ...monthFrom(pick(months, turn, 3)),
    })),
  ];
}

/** A whole month as filters. */
export function monthFrom(start_date: Date): { start_date: Date; end_date: Date } {
  const end_date = new Date(start_date);
  end_date.setUTCMonth(end_date.getUTCMonth() + 1);
  return { start_date, end_date: new Date(end_date.getTime() - 1) };
}

/** The filters as they are, over the rows. */
export function conditionOf({ user_id, entity_type, action, start_date, end_date }: ActivityFilters) {
  return sql<boolean>`${sql.join(
    [
      sql`true`,
      ...(user_id ? [sql`activities.user_id = any(${user_id}::integer[])`] : []),
      ...(entity_type ? [sql`activities.entity_type = any(${entity_type}::text[])`] : []),
      ...(action ? [sql`activities.action = any(${action}::text[])`] : []),
      ...(start_date ? [sql`activities.created_at >= ${start_date}::timestamptz`] : []),
      ...(end_date ? [sql`activities.created_at <= ${end_date}::timestamptz`] : []),
    ],
    sql` and `,
  )}`;
}

async function kindsOf({ db }: History): Promise<Kind[]> {
  const { rows } = await sql<Kind>`
    select distinct entity_type, action from activity_rollups where series = 'type_action_month' order by 1, 2`.execute(
    db.em.getKysely(),
  );
  return rows;
}
