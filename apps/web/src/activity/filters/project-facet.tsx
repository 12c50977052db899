import { isolated } from '@timetracker/shared';
import { t } from '../../i18n/index.ts';
import { ProjectDot } from '../../ui/project-dot.tsx';
import { useActivityPage } from '../activity-page.ts';
import { useProjects } from '../use-projects.ts';
import { Facet } from './facet.tsx';

/** One of the projects that this person may work in. */
export function ProjectFacet() {
  const { state, filter } = useActivityPage();
  const { projects } = useProjects();
  const { project_id } = state.filters;
  return (
    <Facet
      single
      label={t('activity.filter.project')}
      options={projects.map(({ id, name, color }) => ({
        value: String(id),
        label: isolated(name),
        icon: <ProjectDot color={color} />,
      }))}
      chosen={project_id === undefined ? [] : [String(project_id)]}
      onChange={([chosen]) => filter({ project_id: chosen === undefined ? undefined : Number(chosen) })}
    />
  );
}
