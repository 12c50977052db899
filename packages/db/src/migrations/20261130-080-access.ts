import { Migration } from '@mikro-orm/migrations';

/**
 * An invitation is worth what its inviter may do. Keys and sessions of deactivated accounts are gone for good, also those
 * that were kept until now. Failed attempts are counted for all API processes together where there is no Redis; a crash may
 * forget them, so that the table needs no log.
 */
export class Access extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    await this.execute(`
alter table ${schema}.invitations add column invited_by integer references ${schema}.users on delete set null`);
    await this.execute(`
delete from ${schema}.auth_api_keys k using ${schema}.users u
where k."referenceId" = u.id::text and u.deactivated_at is not null`);
    await this.execute(`
delete from ${schema}.auth_sessions s using ${schema}.users u
where s.user_id = u.id and u.deactivated_at is not null`);
    await this.execute(`
create unlogged table ${schema}.failed_attempts (key varchar(255) primary key, points integer not null default 0, expire bigint)`);
    await this.execute(`create index failed_attempts_expire_idx on ${schema}.failed_attempts (expire)`);
  }
}
