import { isAdmin, type Principal } from '@timetracker/accounts';
import {
  entityPresence,
  findActivity,
  listActivities,
  listSetAside,
  proveActivity,
  SET_ASIDE_BYTES,
  visibilityOf,
} from '@timetracker/activities';
import { hashToBase64 } from '@timetracker/log';
import { provePurged } from '@timetracker/privacy';
import {
  AppError,
  activity,
  activityProofInput,
  activityProofOutput,
  entityPresenceInput,
  entityPresence as entityPresenceOutput,
  errorKinds,
  getActivityInput,
  isSurelyPosted,
  listActivitiesInput,
  listActivitiesOutput,
  listSetAsideInput,
  listSetAsideOutput,
  postActivitiesInput,
  postActivitiesOutput,
} from '@timetracker/shared';
import type { Device } from '../ingest/posted-events.ts';
import { bodyBytes } from '../limits/body-limits.ts';
import { accessibleProjectIds } from '../tracker/project-access.ts';
import type { Context } from '../trpc/context.ts';
import { direct } from '../trpc/direct.ts';
import { administrator, authenticated, router } from '../trpc/trpc.ts';
import { acceptEvents, acceptedAnswer } from './accept-events.ts';
import { presentCheckpoint } from './audit.ts';
import { awaitStored, preferredWait } from './await-stored.ts';
import { namesOthers, type PeopleFilter } from './people-filter.ts';

/** Bytes of memory that it takes to prove an activity: its metadata as values, as text and as canonical text. */
const PROVING = 2 * 1024 * 1024;

const checkSecurity = (principal: Principal, include: 'security' | undefined) => {
  if (include && !isAdmin(principal))
    throw new AppError('forbidden', 'include=security is for administrators only');
};

/** Filtering by somebody else is for administrators (the seed, `user_id`), also inside a search. */
const checkUserFilter = (principal: Principal, filter: PeopleFilter) => {
  if (!isAdmin(principal) && namesOthers(principal, filter))
    throw new AppError('forbidden', 'Only administrators may filter by another user');
};

const deviceOf = ({ ip_address, user_agent }: Context): Device => ({ ip_address, user_agent });

export const activityRouter = router({
  /** A page of the feed, within what the caller may see. Errors: invalid, forbidden. */
  list: authenticated
    .meta({
      scope: 'activity:read',
      rest: { method: 'GET', path: '/activities', summary: 'List activities' },
    })
    .input(listActivitiesInput)
    .output(listActivitiesOutput)
    .query(async ({ ctx, input }) => {
      checkSecurity(ctx.principal, input.include);
      checkUserFilter(ctx.principal, input);
      const visibility = await visibilityOf(ctx.em, ctx.principal, ctx.services.env.FEED_VISIBILITY);
      return ctx.room.read((allowance) => listActivities(ctx.em, input, visibility, allowance));
    }),

  /** Events that could not be stored, with the reasons. */
  setAside: administrator
    .meta({
      scope: 'admin',
      rest: { method: 'GET', path: '/activities/set-aside', summary: 'List events set aside' },
    })
    .input(listSetAsideInput)
    .output(listSetAsideOutput)
    .query(async ({ ctx, input }) => {
      await ctx.room.take(2 * SET_ASIDE_BYTES);
      return listSetAside(ctx.em, input.limit);
    }),

  /** One activity. Not found also when the caller may not see it. */
  get: authenticated
    .meta({
      scope: 'activity:read',
      rest: { method: 'GET', path: '/activities/{id}', summary: 'Get an activity' },
    })
    .input(getActivityInput)
    .output(activity)
    .query(async ({ ctx, input }) => {
      checkSecurity(ctx.principal, input.include);
      const visibility = await visibilityOf(ctx.em, ctx.principal, ctx.services.env.FEED_VISIBILITY);
      const security = input.include === 'security';
      const found = await ctx.room.read((allowance) =>
        findActivity(ctx.em, input.id, { visibility, security, allowance }),
      );
      if (!found) throw new AppError('notFound', `There is no activity ${input.id}`);
      return found;
    }),

  /**
   * Proves an activity to be in the newest checkpoint of the log. What opens the commitment to its personal fields is for
   * administrators, and so is what is left of a purged one: its leaf, and who took it. Errors: notFound, also when the
   * caller may not see it; conflict while it is not sealed.
   */
  proof: authenticated
    .meta({
      scope: 'activity:read',
      rest: {
        method: 'GET',
        path: '/activities/{id}/proof',
        summary: 'Prove an activity to be in the log',
        errors: [errorKinds.conflict.status],
      },
    })
    .input(activityProofInput)
    .output(activityProofOutput)
    .query(async ({ ctx, input }) => {
      const visibility = await visibilityOf(ctx.em, ctx.principal, ctx.services.env.FEED_VISIBILITY);
      const proved = await ctx.room.within(
        PROVING,
        async () =>
          (await proveActivity(ctx.em, input.id, visibility, isAdmin(ctx.principal))) ??
          (await provePurged(ctx.em, input.id, visibility)),
      );
      if (!proved) throw new AppError('notFound', `There is no activity ${input.id}`);
      if ('unsealed' in proved)
        throw new AppError(
          'conflict',
          `Activity ${proved.unsealed} is not sealed yet: it will be within a minute`,
        );
      return {
        ...proved,
        leaf_hash: hashToBase64(proved.leaf_hash),
        path: proved.path.map(hashToBase64),
        checkpoint: presentCheckpoint(proved.checkpoint),
      };
    }),

  /** Which of the entities that activities speak of can be opened, and which are gone, as far as the caller may know. */
  presence: authenticated
    .meta({ scope: 'activity:read' })
    .input(entityPresenceInput)
    .output(entityPresenceOutput)
    .query(async ({ ctx, input }) => {
      const project_ids = await accessibleProjectIds(ctx.em, ctx.principal);
      const visibility = await visibilityOf(ctx.em, ctx.principal, ctx.services.env.FEED_VISIBILITY);
      return entityPresence(ctx.em, input.entities, { user_id: ctx.principal.id, project_ids }, visibility);
    }),

  /**
   * Accepts events for storing, from whoever has a key: a browser that is signed in tells what its person does by doing it. With `Prefer: wait=N` answers with the stored activities.
   */
  post: authenticated
    .meta({
      scope: 'activity:write',
      maxBodyBytes: bodyBytes.activities,
      rest: {
        method: 'POST',
        path: '/activities',
        summary: 'Post activities',
        status: 202,
        direct: direct(postActivitiesInput, isSurelyPosted, async (request, input) =>
          acceptedAnswer(await acceptEvents(request, input)),
        ),
      },
    })
    .input(postActivitiesInput)
    .output(postActivitiesOutput)
    .mutation(async ({ ctx, input }) => {
      const { services, principal, em } = ctx;
      const events = await acceptEvents({ services, principal, em: () => em, device: deviceOf(ctx) }, input);
      const accepted = acceptedAnswer(events);
      const seconds = preferredWait(ctx.prefer);
      if (seconds === null) return accepted;
      const headers = { 'Preference-Applied': `wait=${seconds}` };
      const activities = await awaitStored(ctx, events, seconds);
      ctx.respond({ status: activities ? 201 : 202, headers });
      return activities ? { activities } : accepted;
    }),
});
