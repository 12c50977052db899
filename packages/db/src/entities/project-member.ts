import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { currentTime } from '../capture/actor.ts';
import { User } from './user.ts';

/**
 * Who has access to a project, and so sees its activities. No foreign key to the project: the rows outlive it, so
 * that its members can still see who deleted it.
 */
export const ProjectMember = defineEntity({
  name: 'ProjectMember',
  tableName: 'project_members',
  properties: {
    project_id: p.integer().primary(),
    user_id: () => p.manyToOne(User).mapToPk().primary().fieldName('user_id'),
    created_at: p.datetime(3).onCreate(currentTime),
  },
});
export type ProjectMember = InferEntity<typeof ProjectMember>;
