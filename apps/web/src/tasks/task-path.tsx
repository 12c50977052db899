import { Anchor, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Task } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { ProjectDot } from '../ui/project-dot.tsx';

/** Above a task's name: the way back to its project. */
export function TaskPath({ task: { project_id, project_name } }: { task: Task }) {
  const { data: project } = trpc.project.get.useQuery({ id: project_id });
  return (
    <Group component="nav" gap="xs" aria-label={t('tasks.path')} fz="sm" mb={4}>
      {project && <ProjectDot color={project.color} />}
      <Anchor component={Link} to={`/projects/${project_id}`} size="sm">
        <Isolated>{project_name}</Isolated>
      </Anchor>
    </Group>
  );
}
