import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { currentTime } from '../capture/actor.ts';
import { Invoice } from './invoice.ts';
import { Project } from './project.ts';
import { Task } from './task.ts';
import { User } from './user.ts';

/**
 * Time spent by a person, nowhere twice: the database refuses overlapping entries of one person. `ended_at` null: the
 * timer runs; there is one such row a person. `invoice_id`: billed there.
 */
export const TimeEntry = defineEntity({
  name: 'TimeEntry',
  tableName: 'time_entries',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    version: p.integer().version(),
    user_id: () => p.manyToOne(User).mapToPk().fieldName('user_id'),
    project_id: () => p.manyToOne(Project).mapToPk().fieldName('project_id'),
    task_id: () => p.manyToOne(Task).mapToPk().fieldName('task_id').nullable(),
    notes: p.text().onCreate(() => ''),
    started_at: p.datetime(3),
    ended_at: p.datetime(3).nullable(),
    invoice_id: () => p.manyToOne(Invoice).mapToPk().fieldName('invoice_id').nullable(),
    created_at: p.datetime(3).onCreate(currentTime),
  },
});
export type TimeEntry = InferEntity<typeof TimeEntry>;
