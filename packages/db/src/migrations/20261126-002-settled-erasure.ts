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
  }
}
