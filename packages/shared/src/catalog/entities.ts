import { type EntityDefinition, whenChanged, whenCleared, whenSet } from './entity-definition.ts';
import { statusLabel } from './task-status.ts';

/** Every kind of entity that has activities (the seed, "Entity Types"). */
export const entityCatalog = {
  project: {
    label: 'project',
    plural: 'Projects',
    icon: 'folder',
    admin_only: false,
    actions: ['created', 'updated', 'deleted', 'archived', 'unarchived'],
    tracked: ['name', 'description', 'archived_at', 'members'],
    transitions: [whenSet('archived_at', 'archived'), whenCleared('archived_at', 'unarchived')],
    sentence: ({ action, entity_name, extra_data }) => {
      const added = extra_data['member_added'];
      const removed = extra_data['member_removed'];
      if (action !== 'updated') return undefined;
      if (typeof added === 'string') return `Added ${added} to project "${entity_name}"`;
      if (typeof removed === 'string') return `Removed ${removed} from project "${entity_name}"`;
      return undefined;
    },
  },
  task: {
    label: 'task',
    plural: 'Tasks',
    icon: 'checkbox',
    admin_only: false,
    actions: ['created', 'updated', 'deleted', 'status_changed', 'completed', 'assigned', 'commented'],
    tracked: ['name', 'description', 'status', 'assignee_id', 'project_id'],
    transitions: [
      whenChanged('status', 'completed', ['done']),
      whenChanged('status', 'status_changed'),
      whenSet('assignee_id', 'assigned'),
    ],
    sentence: ({ action, entity_name, extra_data }) => {
      if (action === 'assigned' && typeof extra_data['assignee'] === 'string')
        return `Assigned task "${entity_name}" to ${extra_data['assignee']}`;
      if (action === 'status_changed' && 'old_status' in extra_data)
        return `Changed the status of task "${entity_name}" from ${statusLabel(extra_data['old_status'])} to ${statusLabel(extra_data['new_status'])}`;
      return undefined;
    },
  },
  time_entry: {
    label: 'time entry',
    plural: 'Time Entries',
    icon: 'clock',
    admin_only: false,
    actions: ['created', 'updated', 'deleted', 'started', 'stopped'],
    tracked: ['project_id', 'task_id', 'notes', 'started_at', 'ended_at'],
    on_create: (fields) => (fields['ended_at'] === null ? 'started' : 'created'),
    transitions: [whenSet('ended_at', 'stopped')],
    sentence: ({ action, entity_name }) => {
      if (action === 'started') return `Started timer on "${entity_name}"`;
      if (action === 'stopped') return `Stopped timer on "${entity_name}"`;
      return undefined;
    },
  },
  invoice: {
    label: 'invoice',
    plural: 'Invoices',
    icon: 'file-invoice',
    admin_only: false,
    actions: ['created', 'updated', 'deleted', 'status_changed', 'sent', 'paid'],
    tracked: [],
    transitions: [],
  },
  client: {
    label: 'client',
    plural: 'Clients',
    icon: 'building',
    admin_only: false,
    actions: ['created', 'updated', 'deleted'],
    tracked: [],
    transitions: [],
  },
  user: {
    label: 'user',
    plural: 'Users',
    icon: 'user',
    admin_only: true,
    actions: ['created', 'updated', 'deleted'],
    tracked: ['username', 'email', 'display_name', 'role', 'deactivated_at'],
    transitions: [],
  },
  comment: {
    label: 'comment',
    plural: 'Comments',
    icon: 'message',
    admin_only: false,
    actions: ['created', 'updated', 'deleted'],
    tracked: [],
    transitions: [],
  },
} as const satisfies Record<string, EntityDefinition>;

export type EntityType = keyof typeof entityCatalog;
export type EntityIcon = (typeof entityCatalog)[EntityType]['icon'];

/** A type's entry. */
export const entityDefinition = (type: EntityType): EntityDefinition => entityCatalog[type];

export const isEntityType = (value: string): value is EntityType => Object.hasOwn(entityCatalog, value);
export const entityTypes: readonly EntityType[] = Object.keys(entityCatalog).filter(isEntityType);
export const adminOnlyTypes: readonly EntityType[] = entityTypes.filter(
  (type) => entityCatalog[type].admin_only,
);
