import { Migration } from '@mikro-orm/migrations';

/**
 * Activities of the app itself reach the worker by way of the outbox table alone; the release before handed them on to the
 * queue. What it left there, or goes on handing over while the releases change, is taken for two days, which is how long a job
 * is tried. A database without activities has no such past.
 *
 * Queues that were found paused are kept, so that several workers tell the trail of a pause once.
 */
export class UntrustedQueue extends Migration {
  override async up(): Promise<void> {
    await this.execute(`
create table app_events_by_queue (
  taken_until timestamptz(3) not null
)`);
    await this.execute(`
insert into app_events_by_queue (taken_until)
select now() + case when exists (select from activities) then interval '2 days' else interval '0' end`);
    await this.execute(`
create table queue_pauses (
  queue text primary key,
  noticed_at timestamptz(3) not null default now()
)`);
  }
}
