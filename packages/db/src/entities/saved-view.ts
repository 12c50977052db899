import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ViewFilters } from '@timetracker/shared';
import { currentTime } from '../capture/actor.ts';
import { User } from './user.ts';

/** A filter of the feed that somebody gave a name; a shared one is offered to everybody. */
export const SavedView = defineEntity({
  name: 'SavedView',
  tableName: 'saved_views',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    user_id: () => p.manyToOne(User).mapToPk().fieldName('user_id'),
    name: p.text(),
    filters: p.json<ViewFilters>(),
    shared: p.boolean(),
    created_at: p.datetime(3).onCreate(currentTime),
  },
});
export type SavedView = InferEntity<typeof SavedView>;
