import type { Action } from './actions.ts';
import type { Changes, EntityDefinition } from './entity-definition.ts';

/**
 * Names a change of tracked fields: the first transition of the entity's catalog entry that fits, else `updated`.
 * @param changes at least one tracked field
 */
export function actionOf(definition: EntityDefinition, changes: Changes): Action {
  return definition.transitions.find((transition) => transition.when(changes))?.action ?? 'updated';
}
