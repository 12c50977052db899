import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** How many comments each task has. @returns task id → count; tasks without comments are left out */
export async function commentCounts(
  em: EntityManager,
  task_ids: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ task_id: number; count: number }>`
    select task_id, count(*) from comments where task_id = any(${task_ids}::integer[]) group by task_id`.execute(
    em.getKysely(),
  );
  return new Map(rows.map((row) => [row.task_id, row.count]));
}

export interface ProjectCounts {
  members: number;
  open_tasks: number;
}

/** How many members and open tasks each project has. @returns project id → counts */
export async function projectCounts(
  em: EntityManager,
  project_ids: readonly number[],
): Promise<Map<number, ProjectCounts>> {
  const { rows } = await sql<ProjectCounts & { id: number }>`
    select id,
      (select count(*) from project_members where project_id = projects.id) as members,
      (select count(*) from tasks
        where project_id = projects.id and status not in ('done', 'cancelled')) as open_tasks
    from projects where id = any(${project_ids}::integer[])`.execute(em.getKysely());
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
