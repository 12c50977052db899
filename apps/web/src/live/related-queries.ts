import type { QueryClient } from '@tanstack/react-query';
import type { Activity, EntityType } from '@timetracker/shared';
import { isFinal } from '../api/api-error.ts';
import type { trpc } from '../api/trpc.ts';

/** All that was loaded of the stream of the Activity page; kept apart from the queries that arrivals make stale. */
export const STREAM = 'activity-stream';

type Api = ReturnType<typeof trpc.useUtils>;

/** Which loaded data an activity about an entity makes stale. */
const relatedQueries: Record<EntityType, (api: Api) => Promise<void>[]> = {
  project: (api) => [api.project.invalidate()],
  task: (api) => [api.task.invalidate(), api.project.list.invalidate()],
  time_entry: (api) => [api.timeEntry.invalidate(), api.invoice.unbilledTime.invalidate()],
  user: (api) => [api.user.list.invalidate(), api.project.members.invalidate()],
  invoice: (api) => [api.invoice.invalidate(), api.timeEntry.invalidate()],
  client: (api) => [api.clients.invalidate(), api.project.invalidate()],
  comment: (api) => [api.comment.invalidate(), api.task.invalidate()],
  audit: () => [],
};

export const refreshRelated = (api: Api, activities: readonly Activity[]) =>
  Promise.all(
    [...new Set(activities.map((activity) => activity.entity_type))].flatMap((type) =>
      relatedQueries[type](api),
    ),
  );

/** After a change of members, somebody may see more or less than before. */
export const changesVisibility = ({ entity_type, extra_data }: Activity) =>
  entity_type === 'project' && ('member_added' in extra_data || 'member_removed' in extra_data);

/**
 * Loads again what is shown and got no answer last time, as while the server was away: what arrives from then on
 * may make none of it stale. The stream of the Activity page stays as it is, so that nothing moves under the reader's eyes.
 */
export const refreshFailed = (queryClient: QueryClient) =>
  queryClient.refetchQueries({
    type: 'active',
    predicate: ({ queryKey, state }) =>
      queryKey[0] !== STREAM &&
      state.status === 'error' &&
      state.fetchStatus === 'idle' &&
      !isFinal(state.error),
  });
