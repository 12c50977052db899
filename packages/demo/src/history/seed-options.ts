import { startTime, wholeNumber } from '@timetracker/shared';
import { z } from 'zod';

/** Beyond it, words and numbers of what was worked on would repeat. */
const MAX_ACTIVITIES = 100_000_000;
/** As many people have a name of their own. */
const MAX_PEOPLE = 5_000;
const MAX_PROJECTS = 10_000;
const MAX_YEARS = 20;
/** The longest history begins after 1970: event_ids know no time before. */
const EARLIEST = 2000;
const MAX_SEED = 2_147_483_647;

/** What a seeded history is to be like. The same options on the same database tell the same history. */
export const seedOptions = z.strictObject({
  /** How many to add. */
  activities: wholeNumber(1, MAX_ACTIVITIES),
  /** How many people do it; those of an earlier seed go on, and the missing ones join. */
  people: wholeNumber(1, MAX_PEOPLE).default(200),
  projects: wholeNumber(1, MAX_PROJECTS).default(500),
  /** How long it lasted. */
  years: wholeNumber(1, MAX_YEARS).default(2),
  /** Another number, another history. */
  seed: wholeNumber(0, MAX_SEED).default(1),
  /** When it ends. */
  until: startTime
    .refine((until) => until.getTime() <= Date.now(), 'must not be in the future')
    .refine((until) => until.getUTCFullYear() >= EARLIEST, `must not be before ${EARLIEST}`)
    .default(() => new Date()),
});
export type SeedOptions = z.output<typeof seedOptions>;
