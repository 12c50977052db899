import { Skeleton, Text } from '@mantine/core';
import type { Project } from '@timetracker/shared';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { NewTaskForm } from './new-task-form.tsx';
import classes from './projects.module.css';
import { TaskRow } from './task-row.tsx';

/** A project's tasks, and the way to add one. */
export function TaskList({ project }: { project: Project }) {
  const tasks = trpc.task.list.useQuery({ project_id: project.id });
  const members = trpc.project.members.useQuery({ id: project.id });
  if (tasks.isPending)
    return (
      <Loading what="tasks">
        <Skeleton height={80} mt="md" />
      </Loading>
    );
  if (tasks.isLoadingError)
    return (
      <Failure
        title="The tasks could not be loaded"
        error={tasks.error}
        onRetry={() => void tasks.refetch()}
      />
    );
  return (
    <div className={classes['tasks']}>
      {tasks.data.length === 0 && (
        <Text size="sm" c="dimmed">
          No tasks yet
        </Text>
      )}
      <ul className={classes['list']} aria-label={`Tasks of ${project.name}`}>
        {tasks.data.map((task) => (
          <TaskRow key={task.id} task={task} members={members.data ?? []} />
        ))}
      </ul>
      <NewTaskForm project={project} />
    </div>
  );
}
