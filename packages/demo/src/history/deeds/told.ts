import type { Action, ReportedType } from '@timetracker/shared';

/** One activity as it is told: what was done to what. */
export interface Told {
  entity_type: ReportedType;
  action: Action;
  entity_id: number;
  entity_name: string;
  project_id: number | null;
  extra_data: Record<string, unknown>;
}
