import { type EntityManager, FlushMode } from '@mikro-orm/core';
import { type Changes, currencyDecimals, type EntityType, excerpt, invoiceTitle } from '@timetracker/shared';
import {
  Client,
  type Comment,
  type Invitation,
  type Invoice,
  Project,
  type ProjectMember,
  Task,
  type TimeEntry,
  User,
  type Workspace,
} from '../entities/index.ts';
import { currencyOf } from '../tracker/currency-of.ts';
import type { Tellings } from './changes.ts';
import { changeOfLines } from './told-lines.ts';

export type Kind = 'create' | 'update' | 'delete';
export type Details = Record<string, string | number>;

/**
 * How the changes of one ORM entity become activities of one catalog type. The functions are given a state of the
 * entity: what is, or what was. A name is null where nobody knows it: no sentence says a made-up one.
 */
export interface CapturedEntity<Entity> {
  type: EntityType;
  id: (entity: Entity) => number;
  name: (entity: Entity, em: EntityManager) => string | null | Promise<string | null>;
  project_id: (entity: Entity) => number | null;
  /** Tracked fields that hold another entity's id, and what that entity is called. */
  references?: Record<string, (em: EntityManager, id: number) => Promise<string | null>>;
  /** Tracked fields that are told in a way of their own. */
  tellings?: Tellings;
  /** What `extra_data` holds besides the changes. */
  details?: (entity: Entity, em: EntityManager, kind: Kind, changes: Changes) => Details | Promise<Details>;
  /** A part of another entity: what happens to it is an update of the whole, seen in this field. */
  part_of?: { field: string; value: (entity: Entity) => number | string; kinds: readonly Kind[] };
}

// Looked up while a flush is on its way: what is loaded counts, and nothing may flush again.
const inFlush = { flushMode: FlushMode.COMMIT };
const displayName = async (em: EntityManager, id: number) =>
  (await em.findOne(User, id, inFlush))?.display_name ?? null;
const projectName = async (em: EntityManager, id: number) =>
  (await em.findOne(Project, id, inFlush))?.name ?? null;
const taskName = async (em: EntityManager, id: number) => (await em.findOne(Task, id, inFlush))?.name ?? null;
const clientName = async (em: EntityManager, id: number) =>
  (await em.findOne(Client, id, inFlush))?.name ?? null;

/** A detail, where there is a name to give. */
const nameAs = (key: string, name: string | null): Details => (name === null ? {} : { [key]: name });

/**
 * What amounts of an activity are of. Their decimals are said where there are not two, as all had them before amounts
 * followed ISO 4217.
 */
const moneyDetails = (currency: string, currency_decimals: number): Details => ({
  currency,
  ...(currency_decimals !== 2 && { currency_decimals }),
});

const project: CapturedEntity<Project> = {
  type: 'project',
  id: (entity) => entity.id,
  name: (entity) => entity.name,
  project_id: (entity) => entity.id,
  references: { client_id: clientName },
  details: async (entity, em, _kind, { hourly_rate_cents: rate }): Promise<Details> => {
    if (!rate) return {};
    const currency = await currencyOf(em, entity.client_id);
    return moneyDetails(currency, currencyDecimals(currency));
  },
};

const projectMember: CapturedEntity<ProjectMember> = {
  type: 'project',
  id: (entity) => entity.project_id,
  name: (entity, em) => projectName(em, entity.project_id),
  project_id: (entity) => entity.project_id,
  references: { members: displayName },
  details: async (entity, em, kind) =>
    nameAs(kind === 'delete' ? 'member_removed' : 'member_added', await displayName(em, entity.user_id)),
  part_of: { field: 'members', value: (entity) => entity.user_id, kinds: ['create', 'delete'] },
};

const task: CapturedEntity<Task> = {
  type: 'task',
  id: (entity) => entity.id,
  name: (entity) => entity.name,
  project_id: (entity) => entity.project_id,
  references: { assignee_id: displayName, project_id: projectName },
  details: async (entity, em): Promise<Details> =>
    entity.assignee_id == null ? {} : nameAs('assignee', await displayName(em, entity.assignee_id)),
};

const timeEntry: CapturedEntity<TimeEntry> = {
  type: 'time_entry',
  id: (entity) => entity.id,
  name: (entity, em) =>
    entity.task_id == null ? projectName(em, entity.project_id) : taskName(em, entity.task_id),
  project_id: (entity) => entity.project_id,
  references: { project_id: projectName, task_id: taskName },
  details: (entity): Details =>
    entity.ended_at ? { duration_seconds: Math.round((+entity.ended_at - +entity.started_at) / 1_000) } : {},
};

const EXCERPT_LENGTH = 200;

const comment: CapturedEntity<Comment> = {
  type: 'comment',
  id: (entity) => entity.id,
  name: (entity, em) => taskName(em, entity.task_id),
  project_id: (entity) => entity.project_id,
  details: (entity): Details => ({ task_id: entity.task_id, excerpt: excerpt(entity.body, EXCERPT_LENGTH) }),
};

/** The history of a comment is its own; that somebody commented is said of the task (the seed, "Action Types"). */
const commentOnTask: CapturedEntity<Comment> = {
  type: 'task',
  id: (entity) => entity.task_id,
  name: (entity, em) => taskName(em, entity.task_id),
  project_id: (entity) => entity.project_id,
  details: (entity): Details => ({ excerpt: excerpt(entity.body, EXCERPT_LENGTH) }),
  part_of: { field: 'comments', value: (entity) => entity.id, kinds: ['create'] },
};

const client: CapturedEntity<Client> = {
  type: 'client',
  id: (entity) => entity.id,
  name: (entity) => entity.name,
  project_id: () => null,
};

type StoredLines = Invoice['lines'] | null;

const invoice: CapturedEntity<Invoice> = {
  type: 'invoice',
  id: (entity) => entity.id,
  name: async (entity, em) => invoiceTitle(entity.number ?? null, await clientName(em, entity.client_id)),
  project_id: (entity) => entity.project_id ?? null,
  references: { client_id: clientName, project_id: projectName },
  // Two states of the same column.
  tellings: { lines: (before, after) => changeOfLines(before as StoredLines, after as StoredLines) },
  details: async (entity, em): Promise<Details> => ({
    ...nameAs('client', await clientName(em, entity.client_id)),
    total_cents: entity.total_cents,
    ...moneyDetails(entity.currency, entity.currency_decimals),
  }),
};

const user: CapturedEntity<User> = {
  type: 'user',
  id: (entity) => entity.id,
  name: (entity) => entity.display_name,
  project_id: () => null,
};

/** Inviting is the creation of the account; that it is renewed or accepted is said of the account. */
const invitation: CapturedEntity<Invitation> = {
  type: 'user',
  id: (entity) => entity.user_id,
  name: (entity, em) => displayName(em, entity.user_id),
  project_id: () => null,
  part_of: {
    field: 'invitation',
    value: ({ expires_at }) => new Date(expires_at).toISOString(),
    kinds: ['update', 'delete'],
  },
};

/** Who sends the invoices and how they are paid: said of the trail's administration, as it is part of no other entity. */
const workspace: CapturedEntity<Workspace> = {
  type: 'audit',
  id: () => 0,
  name: () => null,
  project_id: () => null,
};

// The unit of work hands entities over without their type; this is the one place where name and type meet again.
const erase = <Entity>(captured: CapturedEntity<Entity>) => captured as unknown as CapturedEntity<object>;

/** ORM entity name → how its changes are captured; one change may be an activity of several entities. */
export const capturedEntities: ReadonlyMap<string, readonly CapturedEntity<object>[]> = new Map([
  ['Client', [erase(client)]],
  ['Project', [erase(project)]],
  ['ProjectMember', [erase(projectMember)]],
  ['Task', [erase(task)]],
  ['Comment', [erase(comment), erase(commentOnTask)]],
  ['TimeEntry', [erase(timeEntry)]],
  ['Invoice', [erase(invoice)]],
  ['User', [erase(user)]],
  ['Invitation', [erase(invitation)]],
  ['Workspace', [erase(workspace)]],
]);

/**
 * Entities whose changes are no activities: the trail's own machinery, and the views that people keep for themselves.
 */
export const uncapturedEntities: ReadonlySet<string> = new Set([
  'Activity',
  'ActivityHead',
  'ActivityRollup',
  'OutboxEvent',
  'SetAsideEvent',
  'SavedView',
]);
