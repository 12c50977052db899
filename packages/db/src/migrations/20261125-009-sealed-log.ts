import { Migration } from '@mikro-orm/migrations';

/** The sealed log: its tree, its signed checkpoints, the keys that they are checked with, and where they were kept outside. */
export class SealedLog extends Migration {
  override up(): void {
    this.addSql(`
create table log_nodes (
  level smallint not null,
  index bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
)`);
    this.addSql(`
create table log_checkpoints (
  size bigint primary key check (size > 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  created_at timestamptz(3) not null default now()
)`);
    this.addSql(`
create table log_keys (
  verifier text primary key,
  first_used_at timestamptz(3) not null default now()
)`);
    this.addSql(`
create table log_anchors (
  target text primary key,
  size bigint not null,
  anchored_at timestamptz(3) not null default now()
)`);
  }
}
