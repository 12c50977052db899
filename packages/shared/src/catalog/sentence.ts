import { type Action, actionCatalog } from './actions.ts';
import { type EntityType, entityDefinition } from './entities.ts';

/**
 * The sentence of an activity in English, as kept in `description`: `Created project "New Website"`.
 * @param facts what was done to what; `extra_data` may add whom or from what to what
 */
export function describeActivity(facts: {
  action: Action;
  entity_type: EntityType;
  entity_name: string | null;
  extra_data: Record<string, unknown>;
}): string {
  const definition = entityDefinition(facts.entity_type);
  const special = definition.sentence?.(facts);
  if (special) return special;
  const name = facts.entity_name === null ? '' : ` "${facts.entity_name}"`;
  return `${actionCatalog[facts.action].verb} ${definition.label}${name}`;
}
