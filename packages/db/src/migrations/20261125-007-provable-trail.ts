import { Migration } from '@mikro-orm/migrations';

/**
 * What keeps the trail provable when persons are forgotten and old activities purged: an erased activity keeps the
 * commitment to what it said, a purged one its leaf, and what came in the place of either is listed, so that the
 * activity about an erasure or a purge can vouch for the list.
 */
export class ProvableTrail extends Migration {
  override up(): void {
    this.addSql(`
alter table activity_leaves
  add column commitment bytea check (length(commitment) = 32),
  add check (salt is null or commitment is null)`);
    this.addSql(`
create table activity_erasures (
  id uuid primary key,
  user_id integer not null,
  started_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  root bytea check (length(root) = 32)
)`);
    this.addSql(`
create table activity_rewrites (
  erasure_id uuid not null references activity_erasures,
  activity_id bigint not null,
  digest bytea not null check (length(digest) = 32),
  salt bytea,
  primary key (erasure_id, activity_id)
)`);
    this.addSql('create index activity_rewrites_activity_id_idx on activity_rewrites (activity_id)');
    this.addSql(`
create table activity_purges (
  id uuid primary key,
  reason text not null,
  started_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  root bytea check (length(root) = 32)
)`);
    this.addSql(`
create table activity_purged (
  purge_id uuid not null references activity_purges,
  first_id bigint not null,
  last_id bigint not null check (last_id >= first_id),
  primary key (purge_id, first_id)
)`);
    this.addSql('create index activity_purged_first_id_idx on activity_purged (first_id)');
  }
}
