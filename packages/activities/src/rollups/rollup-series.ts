/**
 * What activities are counted by. `restricted_type` is the entity type of those that only administrators see, and
 * nothing for others: whoever counts for a member can leave them out without a line for every type.
 */
export type Dimension = 'user_id' | 'project_id' | 'restricted_type' | 'entity_type' | 'action';
export type Grain = 'quarter_hour' | 'hour' | 'day' | 'month';

export interface RollupSeries {
  series: string;
  grain: Grain;
  by: readonly Dimension[];
}

/**
 * What is counted, and how finely: the grains that were measured to pay (DESIGN decision 7). Counting, reading and
 * reconciling derive from this list, those with fewer rows first; a line more is a series more.
 */
export const rollupSeries = [
  // No zone's clock differs from UTC by less: whose hours they are is decided when they are read.
  { series: 'all_quarter_hour', grain: 'quarter_hour', by: [] },
  { series: 'all_hour', grain: 'hour', by: [] },
  { series: 'all_day', grain: 'day', by: [] },
  { series: 'all_month', grain: 'month', by: [] },
  { series: 'type_action_hour', grain: 'hour', by: ['entity_type', 'action'] },
  { series: 'type_action_day', grain: 'day', by: ['entity_type', 'action'] },
  { series: 'type_action_month', grain: 'month', by: ['entity_type', 'action'] },
  { series: 'user_day', grain: 'day', by: ['user_id', 'restricted_type'] },
  { series: 'user_month', grain: 'month', by: ['user_id', 'restricted_type'] },
  { series: 'project_day', grain: 'day', by: ['project_id', 'restricted_type'] },
  { series: 'project_month', grain: 'month', by: ['project_id', 'restricted_type'] },
  { series: 'user_project_month', grain: 'month', by: ['user_id', 'project_id', 'restricted_type'] },
  { series: 'project_type_action_month', grain: 'month', by: ['project_id', 'entity_type', 'action'] },
  {
    series: 'user_project_type_action_month',
    grain: 'month',
    by: ['user_id', 'project_id', 'entity_type', 'action'],
  },
] as const satisfies readonly RollupSeries[];

const QUARTER = 15;
const quarterOf = (minutes: string) =>
  String(Math.floor(Number(minutes) / QUARTER) * QUARTER).padStart(2, '0');

/** The start of the bucket that an instant falls into, UTC. */
export const bucketOf = (grain: Grain, instant: string): string => {
  const starts: Record<Grain, string> = {
    quarter_hour: `${instant.slice(0, 14)}${quarterOf(instant.slice(14, 16))}:00.000Z`,
    hour: `${instant.slice(0, 13)}:00:00.000Z`,
    day: `${instant.slice(0, 10)}T00:00:00.000Z`,
    month: `${instant.slice(0, 7)}-01T00:00:00.000Z`,
  };
  return starts[grain];
};
