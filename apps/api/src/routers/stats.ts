import {
  activityStats,
  comparePeriods,
  type EntityManager,
  heatMap,
  heatMapCell,
  timeline,
  topPeople,
  topProjects,
  visibilityOf,
  windowOf,
} from '@timetracker/db';
import {
  comparisonOutput,
  heatMapCellInput,
  heatMapCellOutput,
  heatMapOutput,
  rankingInput,
  statsInput,
  statsOutput,
  statsWindowInput,
  timelineInput,
  timelineOutput,
  topPeopleOutput,
  topProjectsOutput,
} from '@timetracker/shared';
import type { Services } from '../context.ts';
import type { Principal } from '../principal.ts';
import { authenticated, router } from '../trpc.ts';

const seenBy = (ctx: { em: EntityManager; principal: Principal; services: Services }) =>
  visibilityOf(ctx.em, ctx.principal, ctx.services.env.FEED_VISIBILITY);

const reader = authenticated.meta({ scope: 'activity:read' });

/** Counts of a window, all within what the caller may see. Errors: invalid for a window that cannot be. */
export const statsRouter = router({
  /** The last N × 24 hours. */
  summary: authenticated
    .meta({
      scope: 'activity:read',
      rest: { method: 'GET', path: '/activities/stats', summary: 'Activity statistics' },
    })
    .input(statsInput)
    .output(statsOutput)
    .query(async ({ ctx, input }) => activityStats(ctx.em, input.days, await seenBy(ctx))),

  /** A window in hours, days, weeks or months. */
  timeline: authenticated
    .meta({
      scope: 'activity:read',
      rest: { method: 'GET', path: '/activities/stats/timeline', summary: 'Activity statistics over time' },
    })
    .input(timelineInput)
    .output(timelineOutput)
    .query(async ({ ctx, input }) => timeline(ctx.em, input, await seenBy(ctx))),

  /** A window's totals, and those of the period before it. */
  comparison: reader
    .input(statsWindowInput)
    .output(comparisonOutput)
    .query(async ({ ctx, input }) => comparePeriods(ctx.em, input, await seenBy(ctx))),

  /** Who did most, for administrators; nobody for others. */
  people: reader
    .input(rankingInput)
    .output(topPeopleOutput)
    .query(async ({ ctx, input }) => {
      const window = windowOf(input, new Date());
      return { people: await topPeople(ctx.em, window, input.limit, await seenBy(ctx)) };
    }),

  /** Where most was done. */
  projects: reader
    .input(rankingInput)
    .output(topProjectsOutput)
    .query(async ({ ctx, input }) => {
      const window = windowOf(input, new Date());
      return { projects: await topProjects(ctx.em, window, input.limit, await seenBy(ctx)) };
    }),

  /** At which hours of which weekdays. */
  heatMap: reader
    .input(statsWindowInput)
    .output(heatMapOutput)
    .query(async ({ ctx, input }) => heatMap(ctx.em, input, await seenBy(ctx))),

  /** The hours that one cell of the heat map adds up. */
  heatMapCell: reader
    .input(heatMapCellInput)
    .output(heatMapCellOutput)
    .query(async ({ ctx, input }) => heatMapCell(ctx.em, input, await seenBy(ctx))),
});
