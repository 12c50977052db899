import { Migration } from '@mikro-orm/migrations';

/** Time that an invoice bills keeps its task: nobody takes it away, also not by deleting the task. */
export class BilledTimeKeepsItsTask extends Migration {
  override up(): void {
    this.addSql(`
create or replace trigger time_entries_billed_update before update on time_entries for each row
  when (
    old.invoice_id is not null
    and new.invoice_id is not null
    and (old.invoice_id, old.user_id, old.project_id, old.task_id, old.started_at, old.ended_at)
      is distinct from (new.invoice_id, new.user_id, new.project_id, new.task_id, new.started_at, new.ended_at)
  )
  execute function time_entries_keep_billed()`);
  }
}
