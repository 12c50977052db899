import { Activity } from './activity.ts';
import { ActivityHead } from './activity-head.ts';
import { ActivityRollup } from './activity-rollup.ts';
import { Client } from './client.ts';
import { Comment } from './comment.ts';
import { Invitation } from './invitation.ts';
import { Invoice, type StoredInvoiceLine } from './invoice.ts';
import { OutboxEvent } from './outbox-event.ts';
import { Project } from './project.ts';
import { ProjectMember } from './project-member.ts';
import { SavedView } from './saved-view.ts';
import { SetAsideEvent } from './set-aside-event.ts';
import { Task } from './task.ts';
import { TimeEntry } from './time-entry.ts';
import { User } from './user.ts';
import { Workspace } from './workspace.ts';

export {
  Activity,
  ActivityRollup,
  Client,
  Comment,
  Invitation,
  Invoice,
  OutboxEvent,
  Project,
  ProjectMember,
  SavedView,
  SetAsideEvent,
  type StoredInvoiceLine,
  Task,
  TimeEntry,
  User,
  Workspace,
};

/** Every entity that the ORM maps. */
export const entities = [
  Activity,
  ActivityHead,
  ActivityRollup,
  Client,
  Comment,
  Invitation,
  Invoice,
  OutboxEvent,
  Project,
  ProjectMember,
  SavedView,
  SetAsideEvent,
  Task,
  TimeEntry,
  User,
  Workspace,
] as const;
