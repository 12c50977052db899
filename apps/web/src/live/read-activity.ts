import { type Activity, actions, isEntityType } from '@timetracker/shared';

const knownActions = new Set<unknown>(actions);

/**
 * Checks of an activity what the page builds on: a type or an action that only a newer server knows has no picture
 * and no label here. The rest is the API's own answer, as with every procedure; the contract's full validator would
 * be a tenth of all the script that the page loads.
 */
const isActivity = (value: unknown): value is Activity =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  Number.isSafeInteger(value.id) &&
  'created_at' in value &&
  !Number.isNaN(Date.parse(String(value.created_at))) &&
  'action' in value &&
  knownActions.has(value.action) &&
  'entity_type' in value &&
  isEntityType(String(value.entity_type)) &&
  'extra_data' in value &&
  typeof value.extra_data === 'object' &&
  value.extra_data !== null;

/** An activity from the stream; undefined for one that this version of the page cannot show. */
export function readActivity(json: string): Activity | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isActivity(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
