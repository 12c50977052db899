import { type Database, type Visibility, visibleSql } from '@timetracker/db';
import { type RawBuilder, sql } from 'kysely';

type Condition = RawBuilder<boolean>;

/**
 * The peer that reads are compared with: what the seed's product does. Pages by `OFFSET`, totals by `count(*)`, statistics by
 * `GROUP BY`, search by `ILIKE`, all on the activities themselves, with the product's table and indexes.
 */
export const plain = {
  page: (
    { em }: Database,
    visibility: Visibility,
    { condition = sql<boolean>`true`, limit = 50, offset = 0 }: PlainPage = {},
  ) =>
    sql`
    select activities.*, users.username, users.display_name
    from activities left join users on users.id = activities.user_id
    where ${visibleSql(visibility)} and ${condition}
    order by activities.created_at desc, activities.id desc limit ${limit} offset ${offset}`.execute(
      em.fork().getKysely(),
    ),

  total: async ({ em }: Database, visibility: Visibility, condition: Condition = sql<boolean>`true`) => {
    const { rows } = await sql<{ total: number }>`
      select count(*) as total from activities where ${visibleSql(visibility)} and ${condition}`.execute(
      em.fork().getKysely(),
    );
    return rows[0]?.total ?? 0;
  },

  /** By type, by action, and the ten busiest people: three questions, as the seed's product asks them. */
  statistics: async ({ em }: Database, days: number) => {
    const db = em.fork().getKysely();
    const since = sql`created_at > now() - ${days}::integer * interval '24 hours'`;
    await sql`select entity_type, count(*) from activities where ${since} group by 1`.execute(db);
    await sql`select action, count(*) from activities where ${since} group by 1`.execute(db);
    await sql`select username, display_name, count(*) as count from activities join users on users.id = activities.user_id
      where ${since} group by 1, 2 order by 3 desc limit 10`.execute(db);
  },
};

export interface PlainPage {
  condition?: Condition;
  limit?: number;
  offset?: number;
}

/** What `ILIKE` can say of words: that their letters are there. */
export const likeSql = (text: string): Condition =>
  sql<boolean>`(activities.entity_name ilike ${`%${text}%`} or activities.description ilike ${`%${text}%`})`;
