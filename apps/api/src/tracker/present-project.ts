import { type EntityManager, type Project, projectCounts, Workspace } from '@timetracker/db';
import type { Project as ProjectView } from '@timetracker/shared';
import { clientsById } from './present-names.ts';

/** Projects with what one wants to know of them at a glance. */
export async function presentProjects(
  em: EntityManager,
  projects: readonly Project[],
): Promise<ProjectView[]> {
  const clients = await clientsById(
    em,
    projects.map((project) => project.client_id),
  );
  const counts = await projectCounts(
    em,
    projects.map((project) => project.id),
  );
  const { currency } = await em.findOneOrFail(Workspace, { only: true });
  return projects.map((project) => {
    const client = clients.get(project.client_id ?? 0);
    return {
      id: project.id,
      name: project.name,
      description: project.description,
      client_id: project.client_id ?? null,
      client_name: client?.name ?? null,
      color: project.color,
      hourly_rate_cents: project.hourly_rate_cents ?? null,
      currency: client?.currency ?? currency,
      archived_at: project.archived_at?.toISOString() ?? null,
      version: project.version,
      created_at: project.created_at.toISOString(),
      member_count: counts.get(project.id)?.members ?? 0,
      open_task_count: counts.get(project.id)?.open_tasks ?? 0,
    };
  });
}

export async function presentProject(em: EntityManager, project: Project): Promise<ProjectView> {
  const [view] = await presentProjects(em, [project]);
  if (!view) throw new Error('One project has one view');
  return view;
}
