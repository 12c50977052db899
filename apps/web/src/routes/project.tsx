import { getRouteApi } from '@tanstack/react-router';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { ProjectHeader } from '../projects/project-header.tsx';
import { ProjectMenu } from '../projects/project-menu.tsx';
import { ProjectTabs } from '../projects/project-tabs.tsx';
import { BackLink } from '../ui/back-link.tsx';
import { Gone, isNotFound } from '../ui/gone.tsx';
import { Page } from '../ui/page.tsx';
import { ProjectDot } from '../ui/project-dot.tsx';
import { Query } from '../ui/query.tsx';

const route = getRouteApi('/signed-in/projects/$projectId');

/** One project: its tasks, time, activities and people. */
export function Project() {
  const { projectId: id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const asked = trpc.project.get.useQuery({ id });
  const { data: project, error } = asked;
  if (isNotFound(error))
    return (
      <Gone
        title={t('projects.gone')}
        why={t('projects.gone_why')}
        to="/projects"
        label={t('projects.to_all')}
      />
    );
  return (
    <Page
      key={id}
      title={project?.name ?? t('projects.project')}
      above={<BackLink to="/projects" label={t('projects.title')} />}
      icon={project && <ProjectDot color={project.color} size={18} />}
      actions={
        project && <ProjectMenu project={project} onDeleted={() => void navigate({ to: '/projects' })} />
      }
    >
      <Query
        of={asked}
        what={t('projects.the_project')}
        skeleton={400}
        failure={t('projects.one_not_loaded')}
      >
        {(project) => (
          <>
            <ProjectHeader project={project} />
            <ProjectTabs
              project={project}
              search={search}
              onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
            />
          </>
        )}
      </Query>
    </Page>
  );
}
