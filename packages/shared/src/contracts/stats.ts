import { z } from 'zod';
import { id, startTime, wholeNumber } from './fields.ts';
import { timeZone, toldApartBy } from './user.ts';

/**
 * There when activities of the window may have been purged: those from before. They are counted where whole quarters of
 * an hour, hours, days or months of them are asked for, not at the edges of a window in between, and not at all where
 * whoever purged wanted their counts forgotten.
 */
const purged_before = z.string().optional();
/** There with `purged_before`: the types of what was purged; empty when it was of any type. */
const purged_types = z.array(z.string()).optional();
const purged = z.object({ purged_before, purged_types });
export type Purged = z.output<typeof purged>;

/** GET /api/activities/stats (the seed, "Get Activity Statistics"): the last N × 24 hours. */
export const statsInput = z.strictObject({ days: wholeNumber(1, 3_650).default(7) });

export const statsOutput = z.object({
  total_activities: z.int(),
  entity_counts: z.record(z.string(), z.int()),
  action_counts: z.record(z.string(), z.int()),
  user_activity: z.array(
    z.object({ username: z.string(), display_name: z.string(), told_apart_by: toldApartBy, count: z.int() }),
  ),
  period_days: z.int(),
  ...purged.shape,
});
export type StatsOutput = z.output<typeof statsOutput>;

/** Kept as it was given: what it means depends on the time zone beside it. */
const isoTime = z
  .string('must be an ISO 8601 date or instant')
  .refine((value) => startTime.safeParse(value).success, 'must be an ISO 8601 date or instant');

/**
 * A window of at most ten years: the last `days` × 24 hours (30), or `start_date` to `end_date`, both included. Bare
 * dates are days of `time_zone`; without `end_date`, up to now.
 */
export const statsWindowInput = z
  .strictObject({
    days: wholeNumber(1, 3_650).optional(),
    start_date: isoTime.optional(),
    end_date: isoTime.optional(),
    time_zone: timeZone.default('UTC'),
  })
  .refine(({ days, start_date, end_date }) => days === undefined || !(start_date ?? end_date), {
    path: ['days'],
    message: 'must not be given with start_date or end_date',
  })
  .refine(({ start_date, end_date }) => end_date === undefined || start_date !== undefined, {
    path: ['start_date'],
    message: 'must be given with end_date',
  });
export type StatsWindowInput = z.output<typeof statsWindowInput>;

/** The window that was counted: first and last instant, both included. */
const bounds = { start_date: z.string(), end_date: z.string() };
const counts = { entity_counts: z.record(z.string(), z.int()), action_counts: z.record(z.string(), z.int()) };

const statsBucket = z.enum(['hour', 'day', 'week', 'month'], 'must be hour, day, week or month');
export type StatsBucket = z.output<typeof statsBucket>;

const split = z.enum(['entity_type', 'action'], 'must be entity_type or action');

/** GET /api/activities/stats/timeline: a window in buckets, those without activities too. */
export const timelineInput = statsWindowInput.safeExtend({
  bucket: statsBucket.default('day'),
  split: split.optional(),
});
export type TimelineInput = z.output<typeof timelineInput>;
export const timelineOutput = z.object({
  ...bounds,
  time_zone: z.string(),
  bucket: statsBucket,
  total_activities: z.int(),
  ...purged.shape,
  buckets: z.array(
    z.object({
      /** When the bucket begins. The first one may begin before the window, whose activities alone it counts. */
      start: z.string(),
      /** When the next one begins. */
      end: z.string(),
      total: z.int(),
      ...z.object(counts).partial().shape,
    }),
  ),
});
export type TimelineOutput = z.output<typeof timelineOutput>;

/** What happened in a window. */
const totals = z.object({ ...bounds, total_activities: z.int(), ...counts, active_people: z.int() });
/** A window, and the period of the same length before it. Of a window that is not over, what has passed counts. */
export const comparisonOutput = z.object({ window: totals, before: totals, ...purged.shape });
export type ComparisonOutput = z.output<typeof comparisonOutput>;

export const rankingInput = statsWindowInput.safeExtend({ limit: wholeNumber(1, 100).default(10) });

/** Who did most, by administrators to be read; nobody for others. */
export const topPeopleOutput = z.object({
  people: z.array(
    z.object({
      user_id: id,
      username: z.string(),
      display_name: z.string(),
      told_apart_by: toldApartBy,
      count: z.int(),
    }),
  ),
});
export type TopPeopleOutput = z.output<typeof topPeopleOutput>;

/** Where most was done. A name is the project's own, else the last one known; null when none is. */
export const topProjectsOutput = z.object({
  projects: z.array(
    z.object({ project_id: id, name: z.string().nullable(), is_deleted: z.boolean(), count: z.int() }),
  ),
});
export type TopProjectsOutput = z.output<typeof topProjectsOutput>;

/** Counts by weekday, Monday first, and by hour, as clocks show them in the window's time zone. */
export const heatMapOutput = z.object({ ...bounds, ...purged.shape, counts: z.array(z.array(z.int())) });
export type HeatMapOutput = z.output<typeof heatMapOutput>;

/** The hours behind one cell of the heat map, the latest first. Weekdays count from Monday, 1, to Sunday, 7. */
export const heatMapCellInput = statsWindowInput.safeExtend({
  weekday: wholeNumber(1, 7),
  hour: wholeNumber(0, 23),
  limit: wholeNumber(1, 100).default(20),
});
export type HeatMapCellInput = z.output<typeof heatMapCellInput>;
export const heatMapCellOutput = z.object({
  total_activities: z.int(),
  /** Hours with activities; there may be more than are listed. */
  total_hours: z.int(),
  hours: z.array(z.object({ ...bounds, count: z.int() })),
});
export type HeatMapCellOutput = z.output<typeof heatMapCellOutput>;
