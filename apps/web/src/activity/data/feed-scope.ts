import type { Activity, EntityType } from '@timetracker/shared';

/** What the feed is narrowed to: one type, or nothing. */
export type FeedFilter = EntityType | 'all';

/** What a feed tells of: everything, one type, one project, or one entity. */
export interface FeedScope {
  project_id?: number;
  entity_type?: EntityType;
  /** Only together with its type. */
  entity_id?: number;
}

export const scopeOf = (filter: FeedFilter): FeedScope => (filter === 'all' ? {} : { entity_type: filter });

/** The scope as the API filters by it. */
export const scopeInput = ({ entity_type, ...ids }: FeedScope) => ({
  ...ids,
  ...(entity_type && { entity_type: [entity_type] }),
});

/** Whether an activity belongs to a feed: what the API's filters say, of activities that arrive one by one. */
export const inScope = (scope: FeedScope) => (activity: Activity) =>
  (scope.project_id === undefined || activity.project_id === scope.project_id) &&
  (scope.entity_type === undefined || activity.entity_type === scope.entity_type) &&
  (scope.entity_id === undefined || activity.entity_id === scope.entity_id);
