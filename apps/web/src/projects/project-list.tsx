import { Button, Skeleton, Stack } from '@mantine/core';
import { trpc } from '../trpc.ts';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProjectCard } from './project-card.tsx';
import classes from './projects.module.css';

/** The projects one may see, either those in use or those put away. */
export function ProjectList({ archived, onCreate }: { archived: boolean; onCreate: () => void }) {
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
  if (projects.data.length === 0)
    return archived ? <NoArchivedProjects /> : <NoProjects onCreate={onCreate} />;
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

const NoProjects = ({ onCreate }: { onCreate: () => void }) => (
  <Empty title="No projects yet">
    Time and tasks belong to projects.
    <br />
    <Button variant="default" mt="md" onClick={onCreate}>
      Create the first project
    </Button>
  </Empty>
);

const NoArchivedProjects = () => (
  <Empty title="No archived projects">Archive a project to keep it, and its history, out of the way.</Empty>
);
