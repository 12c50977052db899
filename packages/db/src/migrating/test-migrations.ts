import { Migration } from '@mikro-orm/migrations';
import { migrations } from '../migrations/index.ts';

/** Takes strong locks on what everybody works with, in an order that nobody else keeps to. */
class Nasty extends Migration {
  override async up(): Promise<void> {
    for (const table of ['activity_outbox', 'tasks', 'activities', 'users', 'activity_rollups', 'projects'])
      await this.execute(`alter table ${table} add column nasty integer`);
    await this.execute('create index activities_nasty on activities (nasty)');
    await this.execute(`create function nasty() returns trigger language plpgsql as 'begin return new; end'`);
    for (const table of ['tasks', 'users', 'activity_outbox', 'activities'])
      await this.execute(
        `create trigger nasty before insert on ${table} for each row execute function nasty()`,
      );
    await this.execute('create table nasty_things (id integer primary key)');
  }
}

/** Those of this release, and one that is in everybody's way. */
export const nastyMigrations = [...migrations, { name: '29991231-001-nasty', class: Nasty }];
