import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Project } from './project.ts';
import { Task } from './task.ts';
import { User } from './user.ts';

/** Time spent by a person. `ended_at` null: the timer runs; the database allows one such row a person. */
export const TimeEntry = defineEntity({
  name: 'TimeEntry',
  tableName: 'time_entries',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    user_id: () => p.manyToOne(User).mapToPk().fieldName('user_id'),
    project_id: () => p.manyToOne(Project).mapToPk().fieldName('project_id'),
    task_id: () => p.manyToOne(Task).mapToPk().fieldName('task_id').nullable(),
    notes: p.text().onCreate(() => ''),
    started_at: p.datetime(3),
    ended_at: p.datetime(3).nullable(),
    created_at: p.datetime(3).onCreate(() => new Date()),
  },
});
export type TimeEntry = InferEntity<typeof TimeEntry>;
