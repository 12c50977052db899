import { Migration } from '@mikro-orm/migrations';

/** Counts for every combination of filters, and the feed of one kind of activity in its order. */
export class CountsAtScale extends Migration {
  override up(): void {
    // Nothing is stored meanwhile: it would be missing from what is counted here.
    this.addSql('select last_id from activity_head for update');
    this.addSql(
      'create index activities_type_action_idx on activities (entity_type, action, created_at, id)',
    );
    // Counting rewrites the same rows again and again: with room beside them, no index has to know.
    this.addSql('alter table activity_rollups set (fillfactor = 75)');
    this.addSql(`
delete from activity_rollups where series in ('user_day', 'user_month', 'project_day', 'project_month', 'user_project')`);
    for (const grain of ['hour', 'day', 'month'])
      this.addSql(`
insert into activity_rollups (series, bucket, user_id, project_id, entity_type, action, count)
select 'all_${grain}', date_trunc('${grain}', created_at, 'UTC'), 0, 0, '', '', count(*) from activities group by 2`);
    this.addSql(restricted('user_day', 'day', 'user_id'));
    this.addSql(restricted('user_month', 'month', 'user_id'));
    this.addSql(restricted('project_day', 'day', 'project_id'));
    this.addSql(restricted('project_month', 'month', 'project_id'));
    this.addSql(`
insert into activity_rollups (series, bucket, user_id, project_id, entity_type, action, count)
select 'user_project_month', date_trunc('month', created_at, 'UTC'), coalesce(user_id, 0), coalesce(project_id, 0),
  case when entity_type = 'user' then entity_type else '' end, '', count(*) from activities group by 2, 3, 4, 5`);
    this.addSql(`
insert into activity_rollups (series, bucket, user_id, project_id, entity_type, action, count)
select 'project_type_action_month', date_trunc('month', created_at, 'UTC'), 0, coalesce(project_id, 0), entity_type,
  action, count(*) from activities group by 2, 4, 5, 6`);
    this.addSql(`
insert into activity_rollups (series, bucket, user_id, project_id, entity_type, action, count)
select 'user_project_type_action_month', date_trunc('month', created_at, 'UTC'), coalesce(user_id, 0),
  coalesce(project_id, 0), entity_type, action, count(*) from activities group by 2, 3, 4, 5, 6`);
  }
}

/** Apart from the rest: what only administrators see, which is what is about users. */
const restricted = (series: string, grain: 'day' | 'month', by: 'user_id' | 'project_id') => `
insert into activity_rollups (series, bucket, ${by}, ${by === 'user_id' ? 'project_id' : 'user_id'}, entity_type, action,
  count)
select '${series}', date_trunc('${grain}', created_at, 'UTC'), coalesce(${by}, 0), 0,
  case when entity_type = 'user' then entity_type else '' end, '', count(*) from activities group by 2, 3, 5`;
