import {
  type Action,
  type EntityType,
  entityCatalog,
  invoiceStatuses,
  isEntityType,
  type Role,
  type TaskPriority,
  taskStatuses,
} from '@timetracker/shared';
import { t } from './t.ts';

type TrackedField = (typeof entityCatalog)[EntityType]['tracked'][number];

/** `Created`. */
export const actionLabel = (action: Action): string => t(`catalog.action.${action}`);

/** `project`, as it stands within a sentence. */
export const entityLabel = (type: EntityType): string => t(`catalog.entity.${type}`);

/** `Projects`. */
export const entityPlural = (type: EntityType): string => t(`catalog.plural.${type}`);

/** `Tasks`; a type of another version as it is. */
export const typeName = (type: string): string => (isEntityType(type) ? entityPlural(type) : type);

/** `Urgent`. */
export const priorityLabel = (priority: TaskPriority): string => t(`catalog.priority.${priority}`);

const isKey = <Key extends string>(entries: Record<Key, unknown>, key: string): key is Key =>
  Object.hasOwn(entries, key);

/** `In progress`; a status that the type does not have, as it is. */
export function statusText(entity_type: EntityType, status: unknown): string {
  const text = String(status);
  if (entity_type === 'task' && isKey(taskStatuses, text)) return t(`catalog.status.task.${text}`);
  if (entity_type === 'invoice' && isKey(invoiceStatuses, text)) return t(`catalog.status.invoice.${text}`);
  return text;
}

const isTracked = (entity_type: EntityType, field: string): field is TrackedField =>
  (entityCatalog[entity_type].tracked as readonly string[]).includes(field);

/** A field of a change: `assignee_id` is the `Assignee`. One that is not tracked any more reads as its name. */
export const fieldLabel = (entity_type: EntityType, field: string): string =>
  isTracked(entity_type, field) ? t(`catalog.field.${field}`) : field.replaceAll('_', ' ');

export const roles = ['member', 'admin'] as const satisfies Role[];

export const roleLabel = (role: Role): string => t(`users.role.${role}`);
