import { Skeleton } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProjectCard } from './project-card.tsx';
import classes from './project-list.module.css';

/** The projects one may see, either those in use or those put away. */
export function ProjectList({ archived }: { archived: boolean }) {
  const projects = trpc.project.list.useQuery({ archived });
  if (projects.isPending) return <LoadingProjects />;
  if (projects.isLoadingError)
    return (
      <Failure
        title={t('projects.not_loaded')}
        error={projects.error}
        onRetry={() => void projects.refetch()}
      />
    );
  if (projects.data.length === 0)
    return archived ? (
      <Empty title={t('projects.none_archived')}>{t('projects.none_archived_why')}</Empty>
    ) : (
      <Empty title={t('projects.none')}>{t('projects.none_why')}</Empty>
    );
  return (
    <ul
      className={classes['list']}
      aria-label={t(archived ? 'projects.archived_list' : 'projects.active_list')}
    >
      {projects.data.map((project) => (
        <li key={project.id}>
          <ProjectCard project={project} />
        </li>
      ))}
    </ul>
  );
}

const LoadingProjects = () => (
  <Loading what={t('projects.projects')}>
    <div className={classes['list']}>
      <Skeleton height={150} />
      <Skeleton height={150} />
      <Skeleton height={150} />
    </div>
  </Loading>
);
