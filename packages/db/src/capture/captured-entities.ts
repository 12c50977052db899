import { type EntityManager, FlushMode } from '@mikro-orm/core';
import type { EntityType } from '@timetracker/shared';
import { Project, Task, type TimeEntry, User } from '../entities/index.ts';
import type { ProjectMember } from '../entities/project-member.ts';

type Kind = 'create' | 'update' | 'delete';
type Details = Record<string, string | number>;

/** How the changes of one ORM entity become activities of one catalog type. */
export interface CapturedEntity<Entity> {
  type: EntityType;
  id: (entity: Entity) => number;
  name: (entity: Entity, em: EntityManager) => string | Promise<string>;
  project_id: (entity: Entity) => number | null;
  /** What `extra_data` holds besides the changes. */
  details?: (entity: Entity, em: EntityManager, kind: Kind) => Details | Promise<Details>;
  /** A part of another entity: its coming and going is an update of the whole, seen in this field. */
  part_of?: { field: string; value: (entity: Entity) => number };
}

// Looked up while a flush is on its way: what is loaded counts, and nothing may flush again.
const inFlush = { flushMode: FlushMode.COMMIT };
const displayName = async (em: EntityManager, id: number) =>
  (await em.findOne(User, id, inFlush))?.display_name ?? `user ${id}`;
const projectName = async (em: EntityManager, id: number) =>
  (await em.findOne(Project, id, inFlush))?.name ?? `project ${id}`;
const taskName = async (em: EntityManager, id: number) =>
  (await em.findOne(Task, id, inFlush))?.name ?? `task ${id}`;

const project: CapturedEntity<Project> = {
  type: 'project',
  id: (entity) => entity.id,
  name: (entity) => entity.name,
  project_id: (entity) => entity.id,
};

const projectMember: CapturedEntity<ProjectMember> = {
  type: 'project',
  id: (entity) => entity.project_id,
  name: (entity, em) => projectName(em, entity.project_id),
  project_id: (entity) => entity.project_id,
  details: async (entity, em, kind) => ({
    [kind === 'delete' ? 'member_removed' : 'member_added']: await displayName(em, entity.user_id),
  }),
  part_of: { field: 'members', value: (entity) => entity.user_id },
};

const task: CapturedEntity<Task> = {
  type: 'task',
  id: (entity) => entity.id,
  name: (entity) => entity.name,
  project_id: (entity) => entity.project_id,
  details: async (entity, em): Promise<Details> =>
    entity.assignee_id == null ? {} : { assignee: await displayName(em, entity.assignee_id) },
};

const timeEntry: CapturedEntity<TimeEntry> = {
  type: 'time_entry',
  id: (entity) => entity.id,
  name: (entity, em) =>
    entity.task_id == null ? projectName(em, entity.project_id) : taskName(em, entity.task_id),
  project_id: (entity) => entity.project_id,
  details: (entity): Details =>
    entity.ended_at ? { duration_seconds: Math.round((+entity.ended_at - +entity.started_at) / 1_000) } : {},
};

const user: CapturedEntity<User> = {
  type: 'user',
  id: (entity) => entity.id,
  name: (entity) => entity.display_name,
  project_id: () => null,
};

// The unit of work hands entities over without their type; this is the one place where name and type meet again.
const erase = <Entity>(captured: CapturedEntity<Entity>) => captured as unknown as CapturedEntity<object>;

/** ORM entity name → how its changes are captured. */
export const capturedEntities: ReadonlyMap<string, CapturedEntity<object>> = new Map([
  ['Project', erase(project)],
  ['ProjectMember', erase(projectMember)],
  ['Task', erase(task)],
  ['TimeEntry', erase(timeEntry)],
  ['User', erase(user)],
]);

/** Entities that are the trail's own machinery: a change of theirs is not something that a person did. */
export const uncapturedEntities: ReadonlySet<string> = new Set([
  'Activity',
  'ActivityHead',
  'ActivityRollup',
  'OutboxEvent',
  'SetAsideEvent',
]);
