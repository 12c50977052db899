import type { DatabaseProcess } from '@timetracker/shared';
import { type PersonalTable, writtenColumns } from '../entities/personal-columns.ts';

/** What may be done to a table; an insert or an update may be of some columns only. */
export interface Rights {
  select?: true;
  insert?: true | readonly string[];
  update?: true | readonly string[];
  delete?: true;
}

/** For each process its rights; without an entry, none. */
export type TableRights = Partial<Record<DatabaseProcess, Rights>>;

const read = { select: true } as const;
const add = { select: true, insert: true } as const;
const keep = { select: true, insert: true, update: true } as const;
const everything = { ...keep, delete: true } as const;

/** The API changes what people and keys work with; the worker reads it, and takes names out of texts. */
const domain = { api: everything, worker: read };
const texts = (table: PersonalTable, ...others: string[]) =>
  ({
    api: everything,
    worker: { select: true, update: [...others, ...writtenColumns(table), 'version'] },
  }) as const;
/** The worker writes the trail, and not even it can change what is written; the API reads. */
const trail = { api: read, worker: add };
const running = { api: read, worker: { ...add, update: ['finished_at', 'root'] } } as const;

/**
 * Who may do what, for every table: a test fails for a table that is missing here. The owner may do everything that the
 * triggers let pass.
 */
export const tableRights: Record<string, TableRights> = {
  users: { api: keep, worker: read },
  auth_sessions: { api: everything },
  auth_accounts: { api: everything },
  auth_verifications: { api: everything },
  auth_api_keys: { api: everything },
  failed_attempts: { api: everything },

  clients: texts('clients'),
  comments: texts('comments'),
  invitations: { api: everything },
  invoice_years: { api: keep },
  // The worker also makes invoices overdue.
  invoices: texts('invoices', 'status'),
  project_members: domain,
  projects: texts('projects'),
  saved_views: { api: everything, worker: { select: true, update: writtenColumns('saved_views') } },
  tasks: texts('tasks'),
  time_entries: texts('time_entries'),
  workspace: {
    api: { select: true, update: true },
    worker: { select: true, update: writtenColumns('workspace') },
  },

  // The API puts in, the worker carries out; both put in the changes that they make themselves.
  activity_outbox: { api: add, worker: everything },

  activities: trail,
  activity_leaves: trail,
  trail_format: { api: read, worker: read },
  activity_head: { api: read, worker: { select: true, update: ['last_id'] } },
  activity_rollups: { api: read, worker: keep },
  activity_set_aside: { api: read, worker: everything },
  app_events_by_queue: { worker: read },
  awaited_versions: { api: read, worker: everything },
  queue_pauses: { worker: everything },

  activity_erasures: running,
  // The API asks for purges, and cannot say that one has begun, or how far; the worker carries them out. Of a reason it takes
  // names out, when a person is forgotten.
  activity_purges: {
    api: {
      select: true,
      insert: ['id', 'reason', 'before', 'entity_type', 'keep_counts', 'by_policy', 'requested_by'],
    },
    worker: {
      ...add,
      update: [
        'finished_at',
        'root',
        'begun_at',
        'last_id',
        'purged_through',
        'purged',
        ...writtenColumns('activity_purges'),
      ],
    },
  },
  activity_rollups_purged: { api: read, worker: keep },
  retention_policies: domain,
  // Not without an audit event in the same transaction: a trigger sees to it.
  legal_holds: {
    api: { select: true, insert: true, delete: true },
    worker: { select: true, update: writtenColumns('legal_holds') },
  },
  // Written by the two functions alone.
  activity_rewrites: { api: read, worker: read },
  activity_purged: { api: read, worker: read },
  log_nodes: trail,
  log_checkpoints: trail,
  log_keys: trail,
  log_memory: { worker: keep },
  log_anchors: { worker: everything },

  // Asked for by the API, carried out by the worker; what names are looked for is up to neither, but to a trigger.
  anonymizations: {
    api: { select: true, insert: ['id', 'user_id', 'requested_by', 'reason'] },
    worker: {
      select: true,
      update: [
        'identifiers',
        'stage',
        'target',
        'scanned',
        'counts',
        'finished_at',
        'settled_by',
        'addresses',
        ...writtenColumns('anonymizations'),
      ],
    },
  },
  forgotten_names: { api: add, worker: read },
  forgotten_key: { api: read, worker: read },

  search_head: { api: read, worker: { select: true, update: ['indexed_through'] } },
  search_blocks: { api: read, worker: everything },
  search_postings: { api: read, worker: everything },

  // Each process looks at its start whether the schema is new enough.
  schema_migrations: { api: read, worker: read },
};

/** Who may call a function that is not for everybody. */
export const functionRights: Record<string, readonly DatabaseProcess[]> = {
  erase_activities: ['worker'],
  purge_activities: ['worker'],
};
