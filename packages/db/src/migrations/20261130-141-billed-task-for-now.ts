import { Migration } from '@mikro-orm/migrations';

/**
 * An API of the release before does not look whether a task has billed time before it deletes it. The refusal has an SQLSTATE
 * that both releases know what to do with: the one before answers 503 with `Retry-After` (class 57, "operator
 * intervention"), and by the time of another try a new API answers with the reason. A release later, this can be 23000 again.
 */
export class BilledTaskForNow extends Migration {
  override up(): void {
    this.addSql(`
create or replace function time_entries_keep_billed() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.task_id is distinct from old.task_id
    and (old.user_id, old.project_id, old.started_at, old.ended_at)
      is not distinct from (new.user_id, new.project_id, new.started_at, new.ended_at)
  then
    raise exception 'time entry % is billed by invoice % and keeps its task', old.id, old.invoice_id
      using errcode = '57TT1', constraint = 'time_entries_billed', table = 'time_entries';
  end if;
  raise exception 'time entry % is billed by invoice % and stays as it is', old.id, old.invoice_id
    using errcode = 'integrity_constraint_violation', constraint = 'time_entries_billed', table = 'time_entries';
end
$$`);
  }
}
