import { Migration } from '@mikro-orm/migrations';
import { refusals } from './20261125-012-retention.ts';
import { purgeFunction } from './lifecycle-functions.ts';

/** As in `lifecycle/lock-holds.ts`. */
const HOLDS_LOCK = 7_213_009_003;

/**
 * A legal hold holds from the moment at which whoever places it is answered: placing waits for the step of a purge or an
 * anonymization that is under way, and what is removed later is compared with the hold. The database sees to it, whoever
 * places the hold and whichever release removes.
 */
export class HoldOrRemove extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    await this.execute(`
create function ${schema}.wait_for_removals() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(${HOLDS_LOCK});
  return new;
end
$$`);
    await this.execute(`
create trigger legal_holds_exclusive before insert on ${schema}.legal_holds
for each row execute function ${schema}.wait_for_removals()`);
    await this.execute(
      purgeFunction(schema, refusals(schema), `perform pg_advisory_xact_lock_shared(${HOLDS_LOCK});\n  `),
    );
  }
}
