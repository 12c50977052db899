import { Migration } from '@mikro-orm/migrations';

/**
 * An anonymization looks twice into what people write: the second time when every transaction has ended that was open while
 * the activities were gone through. `settled_by` is the first one that does not count. `addresses`: of the person's devices,
 * kept for as long as they are looked for.
 */
export class SettledErasure extends Migration {
  override up(): void {
    this.addSql(`
alter table anonymizations
  add column settled_by xid8,
  add column addresses text[],
  drop constraint anonymizations_stage_check,
  add constraint anonymizations_stage_check
    check (stage in ('waiting', 'places', 'activities', 'settling', 'completed'))`);
    // Sessions end as soon as an anonymization is asked for. Whoever asks cannot say which addresses are the person's.
    this.addSql(`
create function note_addresses() returns trigger language plpgsql as $$
begin
  new.addresses := array(
    select distinct ip_address from auth_sessions where user_id = new.user_id and ip_address is not null);
  return new;
end $$`);
    this.addSql(`
create trigger note_addresses before insert on anonymizations for each row execute function note_addresses()`);
  }
}
