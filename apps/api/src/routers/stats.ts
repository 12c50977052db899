import type { Principal } from '@timetracker/accounts';
import {
  activityStats,
  comparePeriods,
  heatMap,
  heatMapCell,
  timeline,
  topPeople,
  topProjects,
  type Visibility,
  visibilityOf,
  windowOf,
} from '@timetracker/activities';
import { type EntityManager, inSnapshot } from '@timetracker/db';
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
import type { Services } from '../trpc/context.ts';
import { authenticated, router } from '../trpc/trpc.ts';

/** Reads within what the caller may see, in one snapshot: totals and their parts are of the same moment. */
const inSight = <Result>(
  { em, principal, services }: { em: EntityManager; principal: Principal; services: Services },
  read: (em: EntityManager, visibility: Visibility) => Promise<Result>,
): Promise<Result> =>
  inSnapshot(em, async (tx) => read(tx, await visibilityOf(tx, principal, services.env.FEED_VISIBILITY)));

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
    .query(({ ctx, input }) => inSight(ctx, (em, visibility) => activityStats(em, input.days, visibility))),

  /** A window in hours, days, weeks or months. */
  timeline: authenticated
    .meta({
      scope: 'activity:read',
      rest: { method: 'GET', path: '/activities/stats/timeline', summary: 'Activity statistics over time' },
    })
    .input(timelineInput)
    .output(timelineOutput)
    .query(({ ctx, input }) => inSight(ctx, (em, visibility) => timeline(em, input, visibility))),

  /** A window's totals, and those of the period before it. */
  comparison: reader
    .input(statsWindowInput)
    .output(comparisonOutput)
    .query(({ ctx, input }) => inSight(ctx, (em, visibility) => comparePeriods(em, input, visibility))),

  /** Who did most, for administrators; nobody for others. */
  people: reader
    .input(rankingInput)
    .output(topPeopleOutput)
    .query(({ ctx, input }) => {
      const window = windowOf(input, new Date());
      return inSight(ctx, async (em, visibility) => ({
        people: await topPeople(em, window, input.limit, visibility),
      }));
    }),

  /** Where most was done. */
  projects: reader
    .input(rankingInput)
    .output(topProjectsOutput)
    .query(({ ctx, input }) => {
      const window = windowOf(input, new Date());
      return inSight(ctx, async (em, visibility) => ({
        projects: await topProjects(em, window, input.limit, visibility),
      }));
    }),

  /** At which hours of which weekdays. */
  heatMap: reader
    .input(statsWindowInput)
    .output(heatMapOutput)
    .query(({ ctx, input }) => inSight(ctx, (em, visibility) => heatMap(em, input, visibility))),

  /** The hours that one cell of the heat map adds up. */
  heatMapCell: reader
    .input(heatMapCellInput)
    .output(heatMapCellOutput)
    .query(({ ctx, input }) => inSight(ctx, (em, visibility) => heatMapCell(em, input, visibility))),
});
