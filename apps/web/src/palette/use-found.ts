import { useDebouncedValue } from '@mantine/hooks';
import { IconCheckbox, IconFolder, IconPlus } from '@tabler/icons-react';
import { useLocation, useRouter } from '@tanstack/react-router';
import { isolated, type Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import type { Command } from './command.ts';

const PAUSE_MS = 150;
const SHORTEST = 2;
const MOST = 6;

/** The projects and tasks that a query names, each as the way to its page, and new tasks in those projects. */
export function useFound(query: string, projects: readonly Project[]): Command[] {
  const { history } = useRouter();
  const { pathname } = useLocation();
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
  const newTasks = projects.map(({ id, name }): Command => {
    const page = `/projects/${id}`;
    return {
      id: `task in ${id}`,
      group: 'create',
      label: t('palette.new_task', { project: name }),
      icon: IconPlus,
      // Where one is, there is only one project that it can mean.
      ...(pathname !== page && { searched_only: true }),
      leaves: true,
      run: () => history.push(`${page}?new=1`),
    };
  });
  const ofTasks = (tasks.data ?? []).map(
    ({ id, name, project_name }): Command => ({
      id: `task ${id}`,
      group: 'tasks',
      label: `${isolated(name)} · ${isolated(project_name)}`,
      icon: IconCheckbox,
      searched_only: true,
      leaves: true,
      run: () => history.push(`/tasks/${id}`),
    }),
  );
  return [...ofProjects, ...ofTasks, ...newTasks];
}
