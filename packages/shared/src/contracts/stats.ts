import { z } from 'zod';
import { wholeNumber } from './fields.ts';

/** GET /api/activities/stats (the seed, "Get Activity Statistics"): the last N × 24 hours. */
export const statsInput = z.strictObject({ days: wholeNumber(1, 3_650).default(7) });

export const statsOutput = z.object({
  total_activities: z.int(),
  entity_counts: z.record(z.string(), z.int()),
  action_counts: z.record(z.string(), z.int()),
  user_activity: z.array(z.object({ username: z.string(), display_name: z.string(), count: z.int() })),
  period_days: z.int(),
});
export type StatsOutput = z.output<typeof statsOutput>;
