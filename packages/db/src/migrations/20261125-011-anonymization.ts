import { Migration } from '@mikro-orm/migrations';

/** Persons who are being forgotten, and by what their names are recognized in events that come later. */
export class Anonymization extends Migration {
  override up(): void {
    this.addSql('alter table users add column anonymized_at timestamptz(3)');
    // The names that are looked for are kept for as long as that takes.
    this.addSql(`
create table anonymizations (
  id uuid primary key,
  user_id integer not null unique,
  requested_by integer,
  reason text not null,
  requested_at timestamptz(3) not null default now(),
  identifiers jsonb,
  stage text not null default 'waiting' check (stage in ('waiting', 'places', 'activities', 'completed')),
  target bigint not null default 0,
  scanned bigint not null default 0,
  counts jsonb not null default '{}',
  finished_at timestamptz(3)
)`);
    this.addSql(`
create table forgotten_names (
  user_id integer not null,
  digest bytea not null check (length(digest) = 32),
  kind text not null check (kind in ('username', 'display_name', 'email')),
  words smallint not null check (words > 0),
  distinctive boolean not null,
  primary key (user_id, digest)
)`);
    this.addSql(`
create table forgotten_key (
  "only" boolean primary key default true check ("only"),
  key bytea not null
)`);
    this.addSql(`
insert into forgotten_key (key)
select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))`);
  }
}
