import { Migration } from '@mikro-orm/migrations';
import { newLeaves } from '@timetracker/log/node';
import { sql } from 'kysely';

const SLICE = 5_000;

interface Row {
  id: number;
  event_id: string;
  user_id: number | null;
  action: string;
  entity_type: string;
  entity_id: number;
  entity_name: string | null;
  description: string;
  extra_data: Record<string, unknown>;
  project_id: number | null;
  ip_address: string | null;
  user_agent: string | null;
  source: string;
  created_at: Date;
  recorded_at: Date;
}

/** The leaves of the tamper-evident log, apart from the activities: they stay when those are purged. */
export class Leaves extends Migration {
  override async up(): Promise<void> {
    // Nothing is stored meanwhile: it would be without a leaf.
    await this.execute('select last_id from activity_head for update');
    await this.execute(`
create table activity_leaves (
  id bigint primary key,
  hash bytea not null check (length(hash) = 32),
  salt bytea
)`);
    for (let after = 0; ; ) {
      const rows = await this.rowsAfter(after);
      if (rows.length === 0) break;
      const leaves = newLeaves(
        rows.map((row) => ({
          ...row,
          created_at: row.created_at.toISOString(),
          recorded_at: row.recorded_at.toISOString(),
        })),
      );
      await sql`insert into activity_leaves (id, hash, salt)
        select id, decode(hash, 'hex'), decode(salt, 'hex') from unnest(
          ${leaves.map((leaf) => leaf.id)}::bigint[], ${leaves.map((leaf) => leaf.hash)}::text[],
          ${leaves.map((leaf) => leaf.salt)}::text[]) as leaf (id, hash, salt)`.execute(
        this.getEntityManager().getKysely(),
      );
      after = rows.at(-1)?.id ?? after;
    }
  }

  private async rowsAfter(id: number): Promise<Row[]> {
    const { rows } = await sql<Row>`
      select * from activities where id > ${id} order by id limit ${SLICE}`.execute(
      this.getEntityManager().getKysely(),
    );
    return rows;
  }
}
