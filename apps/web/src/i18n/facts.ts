import type { Action, EntityType } from '@timetracker/shared';

/** What a sentence speaks of. */
export interface Facts {
  action: Action;
  entity_type: EntityType;
  entity_name: string | null;
  extra_data: Record<string, unknown>;
}
