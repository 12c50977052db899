import { type Database, poolOf } from '@timetracker/db';
import { withTimeout } from '@timetracker/queue';

const PATIENCE_MS = 2_000;

/** Whether the database answers a question within two seconds. */
export async function isDatabaseThere(db: Database): Promise<boolean> {
  const asked = poolOf(db).then((pool) => pool.query('select 1'));
  return withTimeout(PATIENCE_MS, asked, 'the database').then(
    () => true,
    () => false,
  );
}

/** What a worker's health depends on. */
export interface HealthParts {
  db: Database;
  consumer: { isRunning: () => boolean; failing: () => string[] };
  pauses: { paused: () => string[] };
  schedules: { missing: () => string[] };
  storing: { isStuck: () => boolean };
}

/** Why the worker cannot do its work, one line a reason; nothing while it can. */
export async function healthProblems(parts: HealthParts): Promise<string[]> {
  const { db, consumer, pauses, schedules, storing } = parts;
  const problems: string[] = [];
  if (!(await isDatabaseThere(db))) problems.push('the database does not answer');
  if (!consumer.isRunning()) problems.push('the queue does not answer');
  for (const queue of pauses.paused()) problems.push(`the queue ${queue} is paused`);
  for (const schedule of schedules.missing()) problems.push(`the schedule ${schedule} is missing`);
  for (const job of consumer.failing()) problems.push(`the job ${job} fails again and again`);
  if (storing.isStuck()) problems.push('events wait, and nothing has been stored for a minute');
  return problems;
}
