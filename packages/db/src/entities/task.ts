import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { taskPriorityValues, taskStatusValues } from '@timetracker/shared';
import { currentTime } from '../capture/actor.ts';
import { Project } from './project.ts';
import { User } from './user.ts';

export const Task = defineEntity({
  name: 'Task',
  tableName: 'tasks',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    version: p.integer().version(),
    project_id: () => p.manyToOne(Project).mapToPk().fieldName('project_id'),
    name: p.text(),
    description: p.text().onCreate(() => ''),
    status: p.enum(taskStatusValues).onCreate(() => 'todo'),
    assignee_id: () => p.manyToOne(User).mapToPk().fieldName('assignee_id').nullable(),
    priority: p.enum(taskPriorityValues).onCreate(() => 'normal'),
    due_date: p.date().nullable(),
    created_at: p.datetime(3).onCreate(currentTime),
  },
});
export type Task = InferEntity<typeof Task>;
