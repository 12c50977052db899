import { Migration } from '@mikro-orm/migrations';

/** Time that an invoice bills stays as it is billed, whoever tries and whichever way two changes cross. */
export class BilledTime extends Migration {
  override up(): void {
    this.addSql(guard);
  }
}

// The task may go: the invoice's line keeps its name, and the entry what it took.
const guard = `
create function time_entries_keep_billed() returns trigger language plpgsql as $$
begin
  raise exception 'time entry % is billed by invoice % and stays as it is', old.id, old.invoice_id
    using errcode = 'integrity_constraint_violation', constraint = 'time_entries_billed', table = 'time_entries';
end
$$;
create trigger time_entries_billed_update before update on time_entries for each row
  when (
    old.invoice_id is not null
    and new.invoice_id is not null
    and (old.invoice_id, old.user_id, old.project_id, old.started_at, old.ended_at)
      is distinct from (new.invoice_id, new.user_id, new.project_id, new.started_at, new.ended_at)
  )
  execute function time_entries_keep_billed();
create trigger time_entries_billed_delete before delete on time_entries for each row
  when (old.invoice_id is not null)
  execute function time_entries_keep_billed();
`;
