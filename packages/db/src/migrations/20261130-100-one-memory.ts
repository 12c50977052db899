import { Migration } from '@mikro-orm/migrations';

/**
 * What the log's signers have signed last, once for all workers, and of each anchored checkpoint its root. The memory never
 * goes back, unless a restored backup is accepted, which is a note of its own (`accepted`), signed with the log's key.
 */
export class OneMemory extends Migration {
  override async up(): Promise<void> {
    await this.execute(`
create table log_memory (
  single boolean primary key default true check (single),
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  accepted text
)`);
    await this.execute(`
insert into log_memory (size, root) select size, root from log_checkpoints order by size desc limit 1`);
    await this.execute(`
create function keep_log_memory() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if new.size >= old.size and new.accepted is not distinct from old.accepted then
      return new;
    end if;
    if new.accepted is not null and new.accepted is distinct from old.accepted then
      return new;
    end if;
  end if;
  raise exception 'What was signed is not forgotten' using errcode = 'TT001';
end
$$`);
    await this.execute(`
create trigger log_memory_kept before update or delete on log_memory
for each row execute function keep_log_memory()`);
    await this.execute(`
create trigger log_memory_whole before truncate on log_memory
for each statement execute function keep_log_memory()`);
    // A worker of the release before writes the size alone: a root counts only for the size that it is of.
    await this.execute('alter table log_anchors add column root bytea, add column root_size bigint');
  }
}
