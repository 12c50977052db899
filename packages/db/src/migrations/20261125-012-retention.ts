import { Migration } from '@mikro-orm/migrations';
import { purgeFunction, type Refusal } from './lifecycle-functions.ts';

/**
 * For how long activities are kept: for ever, unless a policy or somebody says otherwise, and a legal hold wins over
 * both. What was counted of purged activities stays beside the rollups, in the same shape.
 */
export class Retention extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    for (const statement of [...tables, isHeld(schema), purgeFunction(schema, refusals(schema))])
      await this.execute(statement);
  }
}

const tables = [
  `
create table retention_policies (
  entity_type text primary key,
  days integer not null check (days > 0),
  keep_counts boolean not null default true,
  updated_at timestamptz(3) not null default now()
)`,
  `
create table legal_holds (
  id integer primary key generated always as identity,
  project_id integer unique,
  user_id integer unique,
  reason text not null,
  placed_by integer,
  placed_at timestamptz(3) not null default now(),
  check (num_nonnulls(project_id, user_id) = 1)
)`,
  // What a purge was asked for, how far it has come, and its number: activities are about numbers.
  `
alter table activity_purges
  add column number integer not null unique generated always as identity,
  add column before timestamptz(3) not null default now(),
  add column entity_type text,
  add column keep_counts boolean not null default true,
  add column by_policy boolean not null default false,
  add column requested_by integer,
  add column begun_at timestamptz(3),
  add column last_id bigint,
  add column purged_through bigint not null default 0,
  add column purged bigint not null default 0`,
  'create table activity_rollups_purged (like activity_rollups including constraints including indexes)',
];

/** About a project or a person under hold: what happened in it or to it, and what they did or what was done to them. */
const isHeld = (schema: string) => `
create function ${schema}.is_held(user_id integer, project_id integer, entity_type text, entity_id integer)
returns boolean language sql stable as $$
  select exists (
    select from ${schema}.legal_holds
    where legal_holds.project_id = is_held.project_id or legal_holds.user_id = is_held.user_id
      or (is_held.entity_type = 'project' and legal_holds.project_id = is_held.entity_id)
      or (is_held.entity_type = 'user' and legal_holds.user_id = is_held.entity_id))
$$`;

/** What no purge may remove. */
export const refusals = (schema: string): Refusal[] => [
  {
    where: `entity_type = 'audit' and action in ('started', 'anonymized', 'purged')`,
    message: 'Activities about erasures and purges are kept',
    errcode: 'TT002',
  },
  {
    where: `${schema}.is_held(user_id, project_id, entity_type, entity_id)`,
    message: 'Activities under a legal hold are kept',
    errcode: 'TT004',
  },
];
