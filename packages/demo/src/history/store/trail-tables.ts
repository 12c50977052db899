import type { NewActivity } from '@timetracker/activities';
import { shortAgent } from '@timetracker/db';
import type { Leaf } from '@timetracker/log/node';
import type { CopyTable, CopyValue } from './copy-rows.ts';

const columns = [
  'id',
  'event_id',
  'user_id',
  'action',
  'entity_type',
  'entity_id',
  'entity_name',
  'description',
  'extra_data',
  'project_id',
  'ip_address',
  'user_agent',
  'source',
  'created_at',
  'recorded_at',
] as const;

const valuesOf = (row: NewActivity): CopyValue[] => [
  row.id,
  row.event_id,
  row.user_id,
  row.action,
  row.entity_type,
  row.entity_id,
  row.entity_name,
  row.description,
  JSON.stringify(row.extra_data),
  row.project_id,
  row.ip_address,
  row.user_agent,
  row.source,
  row.created_at,
  row.recorded_at,
];

/** An activity with the leaf that it has in its own row. */
export interface SealedActivity {
  activity: NewActivity;
  leaf: Leaf;
}

/** Activities that have their leaves in their rows, and short user agents. */
export const narrowTable: CopyTable<SealedActivity> = {
  name: 'activities',
  columns: [...columns, 'agent', 'leaf'],
  values: ({ activity, leaf }) => {
    const agent = activity.user_agent === null ? null : shortAgent(activity.user_agent);
    const whole = agent === null ? activity : { ...activity, user_agent: null };
    return [...valuesOf(whole), agent, `\\x${leaf.hash}${leaf.salt}`];
  },
};

/** Activities whose leaves are in a table of their own. */
export const wideTable: CopyTable<SealedActivity> = {
  name: 'activities',
  columns,
  values: ({ activity }) => valuesOf(activity),
};

export const leavesTable: CopyTable<Leaf> = {
  name: 'activity_leaves',
  columns: ['id', 'hash', 'salt'],
  values: ({ id, hash, salt }) => [id, `\\x${hash}`, `\\x${salt}`],
};
