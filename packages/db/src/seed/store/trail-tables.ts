import type { NewActivity } from '../../ingest/write-activities.ts';
import type { Leaf } from '../../sealing/leaf.ts';
import type { CopyTable } from './copy-rows.ts';

export const activitiesTable: CopyTable<NewActivity> = {
  name: 'activities',
  columns: [
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
  ],
  values: (row) => [
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
  ],
};

export const leavesTable: CopyTable<Leaf> = {
  name: 'activity_leaves',
  columns: ['id', 'hash', 'salt'],
  values: ({ id, hash, salt }) => [id, `\\x${hash}`, `\\x${salt}`],
};
