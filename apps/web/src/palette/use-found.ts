import { useDebouncedValue } from '@mantine/hooks';
import { IconCheckbox, IconFolder } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { Project } from '@timetracker/shared';
import { trpc } from '../trpc.ts';
import type { Command } from './command.ts';

const PAUSE_MS = 150;
const SHORTEST = 2;
const MOST = 6;

/** The projects and tasks that a query names, each as the way to its page. */
export function useFound(query: string, projects: readonly Project[]): Command[] {
  const { history } = useRouter();
  const [search] = useDebouncedValue(query.trim(), PAUSE_MS);
  const tasks = trpc.task.list.useQuery(
    { search, limit: MOST },
    { enabled: search.length >= SHORTEST, placeholderData: (previous) => previous },
  );
  const ofProjects = projects.map(
    ({ id, name }): Command => ({
      id: `project ${id}`,
      group: 'projects',
      label: name,
      icon: IconFolder,
      searched_only: true,
      leaves: true,
      run: () => history.push(`/projects/${id}`),
    }),
  );
  const ofTasks = (tasks.data ?? []).map(
    ({ id, name, project_name }): Command => ({
      id: `task ${id}`,
      group: 'tasks',
      label: `${name} · ${project_name}`,
      icon: IconCheckbox,
      searched_only: true,
      leaves: true,
      run: () => history.push(`/tasks/${id}`),
    }),
  );
  return [...ofProjects, ...ofTasks];
}
