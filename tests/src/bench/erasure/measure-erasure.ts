import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@timetracker/db';
import { beginAnonymization } from '@timetracker/privacy';
import { migrateQueue } from '@timetracker/queue';
import { sql } from 'kysely';
import { openHistory } from '../reads/history.ts';
import { visibilityIn } from '../reads/viewers.ts';
import { rounded, type Spread } from '../statistics.ts';
import { copyDatabase, dropDatabase } from './copy-database.ts';
import { readFirstPages } from './first-pages.ts';
import { workThroughAKill } from './work-through-a-kill.ts';

/** What it takes to forget the busiest person of a history, and what readers notice of it. */
export interface Erasure {
  activities: number;
  /** How many of them were rewritten. */
  rewritten: number;
  /** From the request until everything was done, the kill and the start of another worker included. */
  seconds: number;
  /** How much was done when the worker was killed, from 0 to 1; undefined where all of it is one step. */
  killed_at: number | undefined;
  /** First pages with totals, read one after another, ms; `during`: while activities were being rewritten. */
  first_page: { viewer: (typeof viewers)[number]; before: Spread; during: Spread }[];
}

/** More takes long, and says no more. */
const MOST = 1_000_000;
const viewers = ['administrator', 'member of 20 projects'] as const;

/**
 * Anonymizes the busiest person in a copy of a history, by a worker in a process of its own that is killed in the middle and
 * another one that takes over. The history stays as it is.
 * @throws {Error} when something of the person is left
 */
export async function measureErasure(
  cluster: string,
  sizes: readonly number[],
  pace: { pages: number },
): Promise<Erasure> {
  const size = sizes.findLast((wanted) => wanted <= MOST) ?? MOST;
  const history = await openHistory(cluster, size);
  await history.close();
  const user_id = history.people[0];
  if (user_id === undefined) throw new Error(`Nobody did anything in the history of ${size}`);

  const name = `erasure_of_${size}`;
  const url = await copyDatabase(cluster, `history_${size}`, name);
  const dataDir = await mkdtemp(join(tmpdir(), 'timetracker-bench-erasure-'));
  const db = await openDatabase(url, { applicationName: 'bench', poolSize: 4 });
  try {
    await migrateQueue(url);
    const asked = viewers.map((viewer) => ({ viewer, visibility: visibilityIn[viewer](history) }));
    const display_name = await displayNameOf(db, user_id);
    const before = await readFirstPages(db, asked, (turn) => turn < pace.pages);

    const begin = performance.now();
    const id = await db.em
      .fork()
      .transactional((tx) => beginAnonymization(tx, { user_id, reason: 'Benchmark', requested_by: null }));
    const work = workThroughAKill(db, id, {
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      AUTH_SECRET: randomBytes(32).toString('base64'),
    });
    const during = await readFirstPages(db, asked, () => !work.isDone(), work.isBusy);
    const { rewritten, killed_at } = await work.finished;
    const seconds = (performance.now() - begin) / 1_000;
    await demandNothingLeft(db, user_id, display_name);
    return {
      activities: size,
      rewritten,
      seconds: rounded(seconds),
      killed_at,
      first_page: viewers.map((viewer) => ({ viewer, before: before[viewer], during: during[viewer] })),
    };
  } finally {
    await db.close();
    await dropDatabase(cluster, name);
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function displayNameOf(db: Database, user_id: number): Promise<string> {
  const { rows } = await sql<{ display_name: string }>`
    select display_name from users where id = ${user_id}`.execute(db.em.fork().getKysely());
  if (!rows[0]) throw new Error(`There is no person ${user_id}`);
  return rows[0].display_name;
}

async function demandNothingLeft(db: Database, user_id: number, display_name: string): Promise<void> {
  const name = `%${display_name}%`;
  const { rows } = await sql<{ left: number }>`
    select count(*) as left from activities
    where user_id = ${user_id} and (ip_address is not null or user_agent is not null or agent is not null)
      or entity_name ilike ${name} or description ilike ${name} or extra_data::text ilike ${name}`.execute(
    db.em.fork().getKysely(),
  );
  if (rows[0]?.left !== 0) throw new Error(`${rows[0]?.left} activities still tell of the person`);
}
