import type { EntityType } from '@timetracker/shared';
import { priorityLabel, statusText } from '../../../i18n/catalog-text.ts';
import {
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
  type MoneyKind,
} from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';

/** What is known about a value besides itself. */
export interface FieldFacts {
  entity_type: EntityType;
  field: string;
  /** What the entity that the value refers to was called. */
  name?: string | undefined;
  /** Of amounts. */
  currency?: MoneyKind | undefined;
}

const BASIS_POINTS = 100;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

const priorities = ['low', 'normal', 'high', 'urgent'] as const;
const roles = ['member', 'admin'] as const;

function textValue(value: string, { entity_type, field }: FieldFacts): string {
  const priority = priorities.find((known) => known === value);
  const role = roles.find((known) => known === value);
  if (field === 'status') return statusText(entity_type, value);
  if (field === 'priority' && priority) return priorityLabel(priority);
  if (field === 'role' && role) return t(`users.role.${role}`);
  // What was posted may look like a time and be none.
  if (Number.isNaN(Date.parse(value))) return value;
  if (INSTANT.test(value)) return formatDateTime(value);
  return DAY.test(value) ? formatDate(value) : value;
}

function numberValue(value: number, { field, currency }: FieldFacts): string {
  if (field.endsWith('_cents')) return formatMoney(value, currency);
  if (field.endsWith('_basis_points'))
    return t('activity.percent', { value: formatNumber(value / BASIS_POINTS) });
  const isReference = field.endsWith('_id') || field === 'members' || field === 'comments';
  return isReference ? t('activity.number_of_entity', { id: value }) : formatNumber(value);
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/**
 * A field's value as people read it: dates and times in their zone, amounts of money, statuses and people by name.
 * @returns undefined for an empty one
 */
export function fieldValue(value: unknown, facts: FieldFacts): string | undefined {
  if (value === null || value === undefined || value === '' || isEmptyList(value)) return undefined;
  if (facts.name) return facts.name;
  if (typeof value === 'string') return textValue(value, facts);
  if (typeof value === 'number') return numberValue(value, facts);
  if (typeof value === 'boolean') return t(value ? 'activity.yes' : 'activity.no');
  return JSON.stringify(value);
}
