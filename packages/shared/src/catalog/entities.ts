import {
  type Changes,
  type EntityDefinition,
  type SentenceFacts,
  whenChanged,
  whenCleared,
  whenFilled,
  whenSet,
} from './entity-definition.ts';
import { auditSentence } from './audit-sentence.ts';
import { invoiceStatusLabel } from './invoice-status.ts';
import { statusLabel } from './task-status.ts';

const fromTo = ({ extra_data }: SentenceFacts, label: (status: unknown) => string) =>
  `from ${label(extra_data['old_status'])} to ${label(extra_data['new_status'])}`;

const changeOf = ({ extra_data }: SentenceFacts, field: string) => {
  const changes = extra_data['changes'];
  if (typeof changes !== 'object' || changes === null || !(field in changes)) return undefined;
  return (changes as Changes)[field];
};

/** Every kind of entity that has activities (the seed, "Entity Types"), and access and the trail themselves. */
export const entityCatalog = {
  project: {
    label: 'project',
    plural: 'Projects',
    icon: 'folder',
    admin_only: false,
    reserved: false,
    actions: ['created', 'updated', 'deleted', 'archived', 'unarchived'],
    tracked: ['name', 'description', 'client_id', 'color', 'hourly_rate_cents', 'archived_at', 'members'],
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
    reserved: false,
    actions: ['created', 'updated', 'deleted', 'status_changed', 'completed', 'assigned', 'commented'],
    tracked: [
      'name',
      'description',
      'status',
      'priority',
      'assignee_id',
      'due_date',
      'project_id',
      'comments',
    ],
    transitions: [
      whenSet('comments', 'commented'),
      whenChanged('status', 'completed', ['done']),
      whenChanged('status', 'status_changed'),
      whenSet('assignee_id', 'assigned'),
    ],
    sentence: (facts) => {
      const { action, entity_name, extra_data } = facts;
      if (action === 'assigned' && typeof extra_data['assignee'] === 'string')
        return `Assigned task "${entity_name}" to ${extra_data['assignee']}`;
      if (action === 'status_changed' && 'old_status' in extra_data)
        return `Changed the status of task "${entity_name}" ${fromTo(facts, statusLabel)}`;
      return undefined;
    },
  },
  time_entry: {
    label: 'time entry',
    plural: 'Time Entries',
    icon: 'clock',
    admin_only: false,
    reserved: false,
    actions: ['created', 'updated', 'deleted', 'started', 'stopped'],
    tracked: ['project_id', 'task_id', 'notes', 'started_at', 'ended_at'],
    on_create: (fields) => (fields['ended_at'] === null ? 'started' : 'created'),
    transitions: [whenFilled('ended_at', 'stopped')],
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
    reserved: false,
    actions: ['created', 'updated', 'deleted', 'status_changed', 'sent', 'paid'],
    tracked: [
      'number',
      'client_id',
      'project_id',
      'status',
      'issue_date',
      'due_date',
      'currency',
      'tax_rate_basis_points',
      'total_cents',
      'line_count',
      'notes',
    ],
    transitions: [
      whenChanged('status', 'sent', ['sent']),
      whenChanged('status', 'paid', ['paid']),
      whenChanged('status', 'status_changed'),
    ],
    sentence: (facts) =>
      facts.action === 'status_changed' && 'old_status' in facts.extra_data
        ? `Changed the status of invoice "${facts.entity_name}" ${fromTo(facts, invoiceStatusLabel)}`
        : undefined,
  },
  client: {
    label: 'client',
    plural: 'Clients',
    icon: 'building',
    admin_only: false,
    reserved: false,
    actions: ['created', 'updated', 'deleted'],
    tracked: [
      'name',
      'contact_name',
      'email',
      'phone',
      'street',
      'postal_code',
      'city',
      'country',
      'tax_id',
      'currency',
      'notes',
    ],
    transitions: [],
  },
  user: {
    label: 'user',
    plural: 'Users',
    icon: 'user',
    admin_only: true,
    reserved: false,
    actions: ['created', 'updated', 'deleted'],
    tracked: ['username', 'email', 'display_name', 'role', 'deactivated_at', 'invitation'],
    transitions: [],
    sentence: (facts) => {
      if (facts.action !== 'updated') return undefined;
      const deactivated = changeOf(facts, 'deactivated_at');
      const role = changeOf(facts, 'role');
      const invitation = changeOf(facts, 'invitation');
      if (deactivated)
        return `${deactivated.after === null ? 'Reactivated' : 'Deactivated'} user "${facts.entity_name}"`;
      if (invitation)
        return `${invitation.after === null ? 'Accepted' : 'Renewed'} the invitation of user "${facts.entity_name}"`;
      if (role)
        return `Changed the role of user "${facts.entity_name}" from ${String(role.before)} to ${String(role.after)}`;
      return undefined;
    },
  },
  comment: {
    label: 'comment',
    plural: 'Comments',
    icon: 'message',
    admin_only: false,
    reserved: false,
    actions: ['created', 'updated', 'deleted'],
    tracked: ['body'],
    transitions: [],
    sentence: ({ action, entity_name }) => {
      if (action === 'created') return `Wrote a comment on task "${entity_name}"`;
      if (action === 'updated') return `Updated a comment on task "${entity_name}"`;
      if (action === 'deleted') return `Deleted a comment on task "${entity_name}"`;
      return undefined;
    },
  },
  /**
   * Who was let in or kept out, and what was done to the trail. `entity_id` is what it is about, most often an account;
   * 0: nothing that has an id.
   */
  audit: {
    label: 'audit',
    plural: 'Audit',
    icon: 'shield',
    admin_only: true,
    reserved: true,
    actions: [
      'started',
      'exported',
      'anonymized',
      'purged',
      'created',
      'revoked',
      'refused',
      'held',
      'released',
      'updated',
    ],
    tracked: [],
    transitions: [],
    sentence: auditSentence,
  },
} as const satisfies Record<string, EntityDefinition>;

export type EntityType = keyof typeof entityCatalog;
/** What people and other systems work on: their activities can be posted, imported and told. */
export type ReportedType = {
  [Type in EntityType]: (typeof entityCatalog)[Type]['reserved'] extends true ? never : Type;
}[EntityType];
export type EntityIcon = (typeof entityCatalog)[EntityType]['icon'];

/** A type's entry. */
export const entityDefinition = (type: EntityType): EntityDefinition => entityCatalog[type];

export const isEntityType = (value: string): value is EntityType => Object.hasOwn(entityCatalog, value);
export const entityTypes: readonly EntityType[] = Object.keys(entityCatalog).filter(isEntityType);
export const adminOnlyTypes: readonly EntityType[] = entityTypes.filter(
  (type) => entityCatalog[type].admin_only,
);
export const isReported = (type: EntityType): type is ReportedType => !entityCatalog[type].reserved;
export const reportedTypes: readonly ReportedType[] = entityTypes.filter(isReported);
