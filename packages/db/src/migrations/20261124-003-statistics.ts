import { Migration } from '@mikro-orm/migrations';

/** Counts by quarter of an hour, from which every time zone's hours can be told. */
export class Statistics extends Migration {
  override up(): void {
    // Nothing is stored meanwhile: it would be missing from what is counted here.
    this.addSql('select last_id from activity_head for update');
    this.addSql(`
insert into activity_rollups (series, bucket, user_id, project_id, entity_type, action, count)
select 'all_quarter_hour', date_bin('15 minutes', created_at, '1970-01-01T00:00:00Z'), 0, 0, '', '', count(*)
from activities group by 2`);
  }
}
