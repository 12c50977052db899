import type { EntityManager } from '@mikro-orm/postgresql';
import type { TopProjectsOutput } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { aboutEntitySql } from '../scope/about-entity.ts';
import { allVisible } from '../scope/resolve-filters.ts';
import { type Visibility, visibleSql } from '../visibility/visibility.ts';
import { everCountedSql } from './ever-counted-sql.ts';
import type { Window } from './window.ts';

/**
 * In which projects most was done in a window; the same count in the order of their ids. A project that is gone, or that
 * the viewer has no access to any more, is called what the newest activity they may see calls it;
 * what was posted or imported counts only where no change here tells of it.
 */
export async function topProjects(
  em: EntityManager,
  window: Window,
  limit: number,
  visibility: Visibility,
): Promise<TopProjectsOutput['projects']> {
  const { rows } = await sql<TopProjectsOutput['projects'][number]>`
    select top.project_id, top.count, projects.id is null as is_deleted,
      coalesce(case when ${isAccessible(visibility)} then projects.name end,
        ${rememberedName(sql`activities.source = 'app'`, visibility)},
        ${rememberedName(sql`activities.source <> 'app'`, visibility)}) as name
    from (
      select project_id, sum(count)::bigint as count
      from ${everCountedSql(allVisible(visibility), [window.from, window.to], ['project_id'])} counted
      where project_id <> 0 group by project_id having sum(count) > 0
      order by sum(count) desc, project_id limit ${limit}
    ) top
    left join projects on projects.id = top.project_id
    order by top.count desc, top.project_id`.execute(em.getKysely());
  return rows;
}

const rememberedName = (among: RawBuilder<unknown>, visibility: Visibility) => sql`(
  select activities.entity_name from activities
  where ${aboutEntitySql(sql`'project'`, sql`top.project_id`)}
    and activities.entity_name is not null and ${among} and ${visibleSql(visibility)}
  order by activities.created_at desc, activities.id desc limit 1)`;

const isAccessible = (visibility: Visibility): RawBuilder<boolean> =>
  visibility.kind === 'everything'
    ? sql<boolean>`true`
    : sql<boolean>`top.project_id = any(${visibility.project_ids}::integer[])`;
