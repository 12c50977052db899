import { lastActivityId } from '@timetracker/activities';
import { type Database, migrate, openDatabase } from '@timetracker/db';
import { seedHistory, seedOptions } from '@timetracker/demo/history';
import { sql } from 'kysely';
import { onCluster } from '../on-cluster.ts';

/** A database with a seeded history, and what can be asked of it. */
export interface History {
  activities: number;
  db: Database;
  /** The same database for the plain peer, with the settings its server has by itself. */
  plainDb: Database;
  /** Ids of the people, the busiest first. */
  people: number[];
  /** Ids of the projects, the busiest first. */
  projects: number[];
  /** Months with activities, as the first day of each, oldest first. */
  months: Date[];
  /** When the last activity happened: days are counted back from here. */
  until: Date;
  close: () => Promise<void>;
}

/**
 * Opens the database `history_N` of a cluster; one that is not there is made and filled, which takes minutes for
 * millions.
 */
export async function openHistory(cluster: string, activities: number): Promise<History> {
  const url = new URL(cluster);
  const name = `history_${activities}`;
  await createDatabase(cluster, name);
  url.pathname = `/${name}`;
  await migrate(url.href);
  const db = await openDatabase(url.href, { poolSize: 4 });
  const plainDb = await openDatabase(url.href, { poolSize: 4, settings: '' });
  // Seeding is one transaction: a history that was begun and not finished is empty.
  if ((await lastActivityId(db.em.fork())) === 0) {
    const options = seedOptions.parse({ activities });
    const { seconds } = await seedHistory(db, options, (done, doing) => progress(activities, done, doing));
    process.stderr.write(`Seeded ${activities.toLocaleString('en')} activities in ${seconds} s\n`);
  }
  const keys = async (series: string, column: string) => {
    const { rows } = await sql<{ id: number }>`
      select ${sql.ref(column)} as id from activity_rollups where series = ${series} and ${sql.ref(column)} > 0
      group by 1 order by sum(count) desc`.execute(db.em.getKysely());
    return rows.map(({ id }) => id);
  };
  const { rows } = await sql<{ bucket: Date }>`
    select bucket from activity_rollups where series = 'all_month' order by bucket`.execute(
    db.em.getKysely(),
  );
  const newest = await sql<{ until: Date }>`
    select created_at as until from activities order by created_at desc, id desc limit 1`.execute(
    db.em.getKysely(),
  );
  return {
    activities,
    db,
    plainDb,
    people: await keys('user_month', 'user_id'),
    projects: await keys('project_month', 'project_id'),
    months: rows.map(({ bucket }) => bucket),
    until: newest.rows[0]?.until ?? new Date(),
    close: async () => {
      await Promise.all([db.close(), plainDb.close()]);
    },
  };
}

const createDatabase = (cluster: string, name: string): Promise<void> =>
  onCluster(cluster, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });

let said = 0;
function progress(activities: number, done: number, doing: string): void {
  if (Date.now() - said < 10_000) return;
  said = Date.now();
  process.stderr.write(`Seeding ${activities.toLocaleString('en')}: ${Math.floor(done * 100)}%, ${doing}\n`);
}
