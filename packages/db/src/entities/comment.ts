import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { currentTime } from '../capture/actor.ts';
import { Project } from './project.ts';
import { Task } from './task.ts';
import { User } from './user.ts';

/** What somebody said about a task. `project_id` is its task's, which never moves. */
export const Comment = defineEntity({
  name: 'Comment',
  tableName: 'comments',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    version: p.integer().version(),
    task_id: () => p.manyToOne(Task).mapToPk().fieldName('task_id'),
    project_id: () => p.manyToOne(Project).mapToPk().fieldName('project_id'),
    user_id: () => p.manyToOne(User).mapToPk().fieldName('user_id'),
    body: p.text(),
    created_at: p.datetime(3).onCreate(currentTime),
    edited_at: p.datetime(3).nullable(),
  },
});
export type Comment = InferEntity<typeof Comment>;
