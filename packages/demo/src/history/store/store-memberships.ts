import { type Kysely, sql } from 'kysely';

/** Gives people access to projects, from when both were there; who has it keeps it. */
export async function storeMemberships(
  db: Kysely<unknown>,
  memberships: readonly { user_id: number; project_id: number; since: Date }[],
): Promise<void> {
  await sql`
    insert into project_members (project_id, user_id, created_at)
    select * from unnest(
      ${memberships.map(({ project_id }) => project_id)}::integer[],
      ${memberships.map(({ user_id }) => user_id)}::integer[],
      ${memberships.map(({ since }) => since)}::timestamptz[])
    on conflict do nothing`.execute(db);
}
