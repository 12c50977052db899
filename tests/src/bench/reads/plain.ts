import { type Visibility, visibleSql } from '@timetracker/activities';
import type { Database } from '@timetracker/db';
import { type RawBuilder, sql } from 'kysely';

type Condition = RawBuilder<boolean>;

/** What is asked of the activities, within what somebody may see. */
export interface PlainQuestion {
  visibility: Visibility;
  condition?: Condition;
  limit?: number;
  offset?: number;
}

/**
 * The peer that reads are compared with: what the seed's product does. Pages by `OFFSET`, totals by `count(*)`, statistics by
 * `GROUP BY`, search by `ILIKE`, all on the activities themselves, with the product's table and indexes.
 */
export const plain = {
  page: async (db: Database, { limit = 50, offset = 0, ...question }: PlainQuestion): Promise<void> => {
    await sql`
      select activities.*, users.username, users.display_name
      from activities left join users on users.id = activities.user_id
      where ${whereSql(question)}
      order by activities.created_at desc, activities.id desc limit ${limit} offset ${offset}`.execute(
      db.em.fork().getKysely(),
    );
  },

  total: async (db: Database, question: PlainQuestion): Promise<number> => {
    const { rows } = await sql<{ total: number }>`
      select count(*) as total from activities where ${whereSql(question)}`.execute(db.em.fork().getKysely());
    return rows[0]?.total ?? 0;
  },

  /** A page with its total, as a list needs it. @returns the total */
  list: async (db: Database, question: PlainQuestion): Promise<number> => {
    await plain.page(db, question);
    return plain.total(db, question);
  },

  /**
   * By type, by action, and the ten busiest people: three questions, as the seed's product asks them.
   * @returns how many activities there are in the days
   */
  statistics: async ({ em }: Database, days: number, until: Date): Promise<number> => {
    const db = em.fork().getKysely();
    const since = sql`activities.created_at > ${until}::timestamptz - ${days}::integer * interval '24 hours'
      and activities.created_at <= ${until}::timestamptz`;
    const { rows } = await sql<{ count: number }>`
      select entity_type, count(*) as count from activities where ${since} group by 1`.execute(db);
    await sql`select action, count(*) from activities where ${since} group by 1`.execute(db);
    await sql`select username, display_name, count(*) as count from activities join users on users.id = activities.user_id
      where ${since} group by 1, 2 order by 3 desc limit 10`.execute(db);
    return rows.reduce((sum, { count }) => sum + count, 0);
  },
};

const whereSql = ({ visibility, condition = sql<boolean>`true` }: PlainQuestion) =>
  sql`${visibleSql(visibility)} and ${condition}`;

/** What `ILIKE` can say of words without `%` and `_`: that their letters are there. */
export const likeSql = (text: string): Condition =>
  sql<boolean>`(activities.entity_name ilike ${`%${text}%`} or activities.description ilike ${`%${text}%`})`;
