import { Skeleton, Stack } from '@mantine/core';
import { trpc } from '../trpc.ts';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProjectCard } from './project-card.tsx';
import classes from './projects.module.css';

/** The projects one may see, either those in use or those put away. */
export function ProjectList({ archived }: { archived: boolean }) {
  const projects = trpc.project.list.useQuery({ archived });
  if (projects.isPending) return <LoadingProjects />;
  if (projects.isLoadingError)
    return (
      <Failure
        title="The projects could not be loaded"
        error={projects.error}
        onRetry={() => void projects.refetch()}
      />
    );
  if (projects.data.length === 0) return archived ? <NoArchivedProjects /> : <NoProjects />;
  return (
    <ul className={classes['list']} aria-label={archived ? 'Archived projects' : 'Active projects'}>
      {projects.data.map((project) => (
        <li key={project.id}>
          <ProjectCard project={project} />
        </li>
      ))}
    </ul>
  );
}

const LoadingProjects = () => (
  <Loading what="projects">
    <Stack>
      <Skeleton height={92} />
      <Skeleton height={92} />
      <Skeleton height={92} />
    </Stack>
  </Loading>
);

const NoProjects = () => (
  <Empty title="No projects yet">Time and tasks belong to projects: create the first one.</Empty>
);

const NoArchivedProjects = () => (
  <Empty title="No archived projects">Archive a project to keep it, and its history, out of the way.</Empty>
);
