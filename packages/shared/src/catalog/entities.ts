import { auditSentence } from './audit-sentence.ts';
import {
  type EntityDefinition,
  type SentenceFacts,
  whenChanged,
  whenCleared,
  whenFilled,
  whenSet,
} from './entity-definition.ts';
import { invoiceStatusLabel } from './invoice-status.ts';
import { said, saidChange, saidLines, saidMove, saidName, saidStep } from './said.ts';
import { statusLabel } from './task-status.ts';

/** `task "Logo"`; without a name that can be said, `task`, or what is to stand there instead. */
const named = (facts: SentenceFacts, label: string, unnamed = label) => {
  const name = saidName(facts);
  return name === undefined ? unnamed : `${label} "${name}"`;
};

/** From which status something went to which. */
function statusSentence(facts: SentenceFacts, label: string, statusLabelOf: (status: string) => string) {
  const step = saidStep(facts.extra_data['old_status'], facts.extra_data['new_status']);
  if (facts.action !== 'status_changed' || !step) return undefined;
  return `Changed the status of ${named(facts, label)} from ${statusLabelOf(step.from)} to ${statusLabelOf(step.to)}`;
}

/** That something left a project or came into one, as that project sees it. */
function moveSentence(facts: SentenceFacts, label: string) {
  const move = saidMove(facts);
  return (
    move && `Moved ${named(facts, label)} ${move.way === 'in' ? 'into' : 'out of'} project "${move.project}"`
  );
}

const linesMoved = {
  added: ['Added', 'to'],
  removed: ['Removed', 'from'],
  changed: ['Changed', 'of'],
} as const;

/** What became of the lines of something, where that is all that happened. */
function linesSentence(facts: SentenceFacts, label: string) {
  const lines = saidLines(facts);
  if (!lines) return undefined;
  const [verb, preposition] = linesMoved[lines.became];
  const what = lines.count === 1 ? 'a line' : `${lines.count} lines`;
  return `${verb} ${what} ${preposition} ${named(facts, label, `an ${label}`)}`;
}

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
    sentence: (facts) => {
      const added = said(facts.extra_data['member_added']);
      const removed = said(facts.extra_data['member_removed']);
      const project = named(facts, 'project', 'a project');
      if (facts.action !== 'updated') return undefined;
      if (added !== undefined) return `Added ${added} to ${project}`;
      return removed === undefined ? undefined : `Removed ${removed} from ${project}`;
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
      const assignee = said(facts.extra_data['assignee']);
      if (facts.action === 'assigned' && assignee !== undefined)
        return `Assigned ${named(facts, 'task')} to ${assignee}`;
      return statusSentence(facts, 'task', statusLabel) ?? moveSentence(facts, 'task');
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
    sentence: (facts) => {
      const name = saidName(facts);
      const on = name === undefined ? '' : ` on "${name}"`;
      if (facts.action === 'started') return `Started timer${on}`;
      if (facts.action === 'stopped') return `Stopped timer${on}`;
      return moveSentence(facts, 'time entry');
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
      'lines',
      'line_count',
      'notes',
    ],
    transitions: [
      whenChanged('status', 'sent', ['sent']),
      whenChanged('status', 'paid', ['paid']),
      whenChanged('status', 'status_changed'),
    ],
    sentence: (facts) =>
      statusSentence(facts, 'invoice', invoiceStatusLabel) ??
      moveSentence(facts, 'invoice') ??
      linesSentence(facts, 'invoice'),
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
      const user = named(facts, 'user');
      const deactivated = saidChange(facts, 'deactivated_at');
      const role = saidChange(facts, 'role');
      const invitation = saidChange(facts, 'invitation');
      const step = saidStep(role?.before, role?.after);
      if (deactivated) return `${deactivated.after === null ? 'Reactivated' : 'Deactivated'} ${user}`;
      if (invitation)
        return `${invitation.after === null ? 'Accepted' : 'Renewed'} the invitation of ${user}`;
      return step && `Changed the role of ${user} from ${step.from} to ${step.to}`;
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
    sentence: (facts) => {
      const on = named(facts, ' on task', '');
      if (facts.action === 'created') return `Wrote a comment${on}`;
      if (facts.action === 'updated') return `Updated a comment${on}`;
      return facts.action === 'deleted' ? `Deleted a comment${on}` : undefined;
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
      'paused',
      'resumed',
      'retried',
    ],
    /** The settings of the workspace. */
    tracked: [
      'name',
      'address',
      'email',
      'tax_id',
      'payment_details',
      'currency',
      'tax_rate_basis_points',
      'payment_days',
      'time_zone',
    ],
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
