import { type Database, User } from '@timetracker/db';
import { seedHistory, seedOptions } from '@timetracker/demo/history';
import { parseOptions } from '../parse-options.ts';
import type { Outcome } from '../print.ts';
import { showLongProgress } from '../show-long-progress.ts';
import { withDatabase } from '../with-database.ts';

/** The options of `activity seed`. */
export interface SeedCommandOptions {
  activities: string;
  people?: string;
  projects?: string;
  years?: string;
  seed?: string;
  until?: string;
}

const STEPS = 1_000;
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));

/**
 * Adds a big history of people who did not live.
 * @param quiet shows no progress
 * @throws {AppError} invalid, naming the option
 */
export function seed({ until, ...numbers }: SeedCommandOptions, quiet: boolean): Promise<Outcome> {
  const options = parseOptions(seedOptions, {
    activities: number(numbers.activities),
    people: number(numbers.people),
    projects: number(numbers.projects),
    years: number(numbers.years),
    seed: number(numbers.seed),
    until,
  });
  return withDatabase(async (database) => {
    const progress = showLongProgress({ what: 'Seeding', total: STEPS, hidden: quiet });
    try {
      const result = await seedHistory(database, options, (done, doing) =>
        progress.update(Math.floor(done * STEPS), doing),
      );
      const made = `Added ${result.activities.toLocaleString('en')} activities of ${result.people} people in ${result.projects} projects, in ${result.seconds} seconds`;
      return { json: result, text: `${made}${await signInHint(database)}` };
    } finally {
      progress.stop();
    }
  });
}

/** The first start makes an administrator only in a database without people. */
async function signInHint(database: Database): Promise<string> {
  if ((await database.em.fork().count(User, { role: 'admin' })) > 0) return '';
  return '\nNobody can sign in yet: create an administrator with user create --role admin';
}
