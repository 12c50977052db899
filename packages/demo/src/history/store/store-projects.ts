import type { ProjectColor } from '@timetracker/shared';
import { Random } from '@timetracker/shared/random';
import { type Kysely, sql } from 'kysely';
import type { ProjectPlan } from '../cast/project-plan.ts';
import { instantAt, type Period } from '../period.ts';

/** A planned project as it is in the database. */
export interface StoredProject extends ProjectPlan {
  id: number;
  created_at: Date;
  archived_at: Date | null;
  is_new: boolean;
}

interface Row {
  number: number;
  id: number;
  name: string;
  color: ProjectColor;
  created_at: Date;
  archived_at: Date | null;
}

const LONGEST_BEFORE_MS = 300 * 86_400_000;

/** Planned projects; those of an earlier seed, known by how their description begins, stay as they are. */
export async function storeProjects(
  db: Kysely<unknown>,
  plans: readonly ProjectPlan[],
  period: Period,
): Promise<StoredProject[]> {
  const before = await seededProjects(db);
  await insertProjects(
    db,
    plans.filter(({ number }) => !before.has(number)),
    period,
  );
  const after = await seededProjects(db);
  return plans.map((plan) => {
    const row = after.get(plan.number);
    if (!row) throw new Error(`Project ${plan.number} was not stored`);
    return { ...plan, ...row, is_new: !before.has(plan.number) };
  });
}

async function seededProjects(db: Kysely<unknown>): Promise<Map<number, Row>> {
  const { rows } = await sql<Row>`
    select substring(description from '^Seeded project ([0-9]{1,9})[.]')::integer as number, id, name, color, created_at,
      archived_at
    from projects where description ~ '^Seeded project [0-9]{1,9}[.]' order by id desc`.execute(db);
  return new Map(rows.map((row) => [row.number, row]));
}

async function insertProjects(
  db: Kysely<unknown>,
  plans: readonly ProjectPlan[],
  period: Period,
): Promise<void> {
  const created = plans.map(({ number, begins }) =>
    begins > 0
      ? instantAt(period, begins)
      : period.from - new Random('begun', number).unit() * LONGEST_BEFORE_MS,
  );
  const archived = plans.map(({ ends }) => (ends < 1 ? new Date(instantAt(period, ends)) : null));
  await sql`
    insert into projects (name, description, color, hourly_rate_cents, created_at, archived_at)
    select * from unnest(
      ${plans.map(({ name }) => name)}::text[], ${plans.map(({ description }) => description)}::text[],
      ${plans.map(({ color }) => color)}::text[], ${plans.map((plan) => plan.hourly_rate_cents)}::bigint[],
      ${created.map((instant) => new Date(instant))}::timestamptz[], ${archived}::timestamptz[])`.execute(db);
}
