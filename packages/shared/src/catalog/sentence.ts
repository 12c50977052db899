import { type Action, actionCatalog } from './actions.ts';
import { type EntityType, entityDefinition } from './entities.ts';
import { saidName } from './said.ts';

/**
 * The sentence of an activity in English, as kept in `description`: `Created project "New Website"`.
 * What is missing is left out: a sentence never says that there is no name.
 * @param facts what was done to what; `extra_data` may add whom or from what to what, and may be of any shape
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
  const name = saidName(facts);
  return `${actionCatalog[facts.action].verb} ${definition.label}${name === undefined ? '' : ` "${name}"`}`;
}
