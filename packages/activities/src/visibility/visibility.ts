import type { EntityManager } from '@mikro-orm/postgresql';
import { type Activity, adminOnlyTypes, type Role } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';

/** Who is looking. */
export interface Viewer {
  id: number;
  role: Role;
}

/**
 * Which activities a viewer may see (DESIGN decision 6): a plain value, made once for a request or a live batch,
 * that every reader passes through.
 */
export type Visibility =
  | { kind: 'everything' }
  | { kind: 'limited'; user_id: number; project_ids: readonly number[]; hidden_types: readonly string[] };

export type FeedVisibility = 'projects' | 'own';

/** What visibility depends on. */
export type Judged = Pick<Activity, 'user_id' | 'project_id' | 'entity_type'>;

const limited = (user_id: number, project_ids: readonly number[]): Visibility => ({
  kind: 'limited',
  user_id,
  project_ids,
  hidden_types: adminOnlyTypes,
});

/** The visibility of one viewer as of now. */
export async function visibilityOf(
  em: EntityManager,
  viewer: Viewer,
  feed: FeedVisibility,
): Promise<Visibility> {
  const [visibility] = await visibilitiesOf(em, [viewer], feed);
  if (!visibility) throw new Error('One viewer has one visibility');
  return visibility;
}

/** The visibilities of several viewers, in their order, with one query. */
export async function visibilitiesOf(
  em: EntityManager,
  viewers: readonly Viewer[],
  feed: FeedVisibility,
): Promise<Visibility[]> {
  const members = viewers.filter((viewer) => viewer.role !== 'admin').map((viewer) => viewer.id);
  const memberships = feed === 'own' || members.length === 0 ? new Map() : await membershipsOf(em, members);
  return viewers.map((viewer) =>
    viewer.role === 'admin' ? { kind: 'everything' } : limited(viewer.id, memberships.get(viewer.id) ?? []),
  );
}

async function membershipsOf(em: EntityManager, user_ids: readonly number[]): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ user_id: number; project_ids: number[] }>`
    select user_id, array_agg(project_id order by project_id) as project_ids
    from project_members where user_id = any(${user_ids}::integer[]) group by user_id`.execute(
    em.getKysely(),
  );
  return new Map(rows.map((row) => [row.user_id, row.project_ids]));
}

/** The policy as SQL over the columns of `activities`. Its twin is {@link isVisible}: a test compares them. */
export function visibleSql(visibility: Visibility): RawBuilder<boolean> {
  if (visibility.kind === 'everything') return sql<boolean>`true`;
  return sql<boolean>`(activities.user_id = ${visibility.user_id}
    or activities.project_id = any(${visibility.project_ids}::integer[]))
    and activities.entity_type <> all(${visibility.hidden_types}::text[])`;
}

/** The policy over one activity in memory, for live streams. */
export function isVisible(visibility: Visibility, activity: Judged): boolean {
  if (visibility.kind === 'everything') return true;
  if (visibility.hidden_types.includes(activity.entity_type)) return false;
  return (
    activity.user_id === visibility.user_id ||
    (activity.project_id !== null && visibility.project_ids.includes(activity.project_id))
  );
}
