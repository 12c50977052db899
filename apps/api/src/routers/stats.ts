import { activityStats, visibilityOf } from '@timetracker/db';
import { statsInput, statsOutput } from '@timetracker/shared';
import { authenticated, router } from '../trpc.ts';

export const statsRouter = router({
  /** Counts of the last N × 24 hours, within what the caller may see. */
  summary: authenticated
    .meta({
      scope: 'activity:read',
      rest: { method: 'GET', path: '/activities/stats', summary: 'Activity statistics' },
    })
    .input(statsInput)
    .output(statsOutput)
    .query(async ({ ctx, input }) => {
      const visibility = await visibilityOf(ctx.em, ctx.principal, ctx.services.env.FEED_VISIBILITY);
      return activityStats(ctx.em, input.days, visibility);
    }),
});
