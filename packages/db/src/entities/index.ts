import { Activity } from './activity.ts';
import { ActivityHead } from './activity-head.ts';
import { ActivityRollup } from './activity-rollup.ts';
import { OutboxEvent } from './outbox-event.ts';
import { Project } from './project.ts';
import { ProjectMember } from './project-member.ts';
import { SetAsideEvent } from './set-aside-event.ts';
import { Task } from './task.ts';
import { TimeEntry } from './time-entry.ts';
import { User } from './user.ts';

export {
  Activity,
  ActivityHead,
  ActivityRollup,
  OutboxEvent,
  Project,
  ProjectMember,
  SetAsideEvent,
  Task,
  TimeEntry,
  User,
};

/** Every entity that the ORM maps. */
export const entities = [
  User,
  Project,
  ProjectMember,
  Task,
  TimeEntry,
  Activity,
  ActivityHead,
  ActivityRollup,
  OutboxEvent,
  SetAsideEvent,
] as const;
