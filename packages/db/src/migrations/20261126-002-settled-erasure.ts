import { Migration } from '@mikro-orm/migrations';

/**
 * An anonymization looks twice into what people write: the second time when every transaction has ended that was open while
 * the activities were gone through. `settled_by` is the first one that does not count. `addresses`: of the person's devices,
 * kept for as long as they are looked for.
 */
export class SettledErasure extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    await this.execute(`
alter table ${schema}.anonymizations
  add column settled_by xid8,
  add column addresses text[],
  drop constraint anonymizations_stage_check,
  add constraint anonymizations_stage_check
    check (stage in ('waiting', 'places', 'activities', 'settling', 'completed'))`);
    // Sessions end as soon as an anonymization is asked for. Whoever asks cannot say which addresses are the person's.
    await this.execute(`
create function ${schema}.note_addresses() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  new.addresses := array(
    select distinct ip_address from ${schema}.auth_sessions where user_id = new.user_id and ip_address is not null);
  return new;
end $$`);
    await this.execute(`
create trigger anonymizations_located before insert on ${schema}.anonymizations
for each row execute function ${schema}.note_addresses()`);
  }
}
