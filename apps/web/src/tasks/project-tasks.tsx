import { Button, Text } from '@mantine/core';
import type { Project, Task } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { Empty } from '../ui/empty.tsx';
import { Query } from '../ui/query.tsx';
import { NewTaskModal } from './new-task-modal.tsx';
import { QuickTask } from './quick-task.tsx';
import { TaskBoard } from './task-board.tsx';
import type { TaskSearch } from './task-search.ts';
import { TaskTable } from './task-table.tsx';
import { TaskToolbar } from './task-toolbar.tsx';

type TaskFilter = Pick<TaskSearch, 'assignee' | 'q'>;

const isAssignedTo = (task: Task, assignee: TaskSearch['assignee'], me_id: number) => {
  if (assignee === undefined) return true;
  if (assignee === 'nobody') return task.assignee_id === null;
  return task.assignee_id === (assignee === 'me' ? me_id : assignee);
};

/** The tasks that the address of the page asks for; text is looked for in the name, in any case. */
export function filterTasks(tasks: readonly Task[], { assignee, q = '' }: TaskFilter, me_id: number): Task[] {
  const sought = q.trim().toLocaleLowerCase();
  return tasks.filter(
    (task) => isAssignedTo(task, assignee, me_id) && task.name.toLocaleLowerCase().includes(sought),
  );
}

const isFiltered = ({ assignee, q }: TaskFilter): boolean => assignee !== undefined || q !== undefined;

/** The API gives no more of a project's tasks at once. */
const MOST = 1_000;

interface ProjectTasksProps {
  project: Project;
  search: TaskSearch;
  onSearch: (search: TaskSearch) => void;
}

/** A project's tasks, as a board or as a list. */
export default function ProjectTasks({ project, search, onSearch }: ProjectTasksProps) {
  const { new: isCreating, ...others } = search;
  return (
    <>
      <QuickTask project={project} onMore={() => onSearch({ ...search, new: 1 })} />
      <TaskToolbar project={project} search={search} onSearch={onSearch} />
      <Tasks project={project} search={search} onSearch={onSearch} />
      <NewTaskModal project={project} opened={isCreating === 1} onClose={() => onSearch(others)} />
    </>
  );
}

function Tasks({ project, search, onSearch }: ProjectTasksProps) {
  const me = useMe();
  const tasks = trpc.task.list.useQuery({ project_id: project.id });
  return (
    <Query
      of={tasks}
      what={t('tasks.tasks')}
      skeleton={360}
      failure={t('tasks.not_loaded')}
      empty={<Empty title={t('tasks.none')}>{t('tasks.none_why')}</Empty>}
    >
      {(tasks) => {
        const shown = filterTasks(tasks, search, me.id);
        const { assignee: _, q: __, ...unfiltered } = search;
        if (shown.length === 0 && isFiltered(search))
          return (
            <Empty title={t('tasks.none_found')}>
              <Button variant="default" size="xs" mt="xs" onClick={() => onSearch(unfiltered)}>
                {t('tasks.clear_filters')}
              </Button>
            </Empty>
          );
        return (
          <>
            {search.view === 'list' ? (
              <TaskTable tasks={shown} search={search} onSearch={onSearch} />
            ) : (
              <TaskBoard tasks={shown} label={t('tasks.board_of', { project: project.name })} />
            )}
            {tasks.length === MOST && (
              <Text size="sm" c="dimmed" mt="sm">
                {t('tasks.only_first', { count: MOST })}
              </Text>
            )}
          </>
        );
      }}
    </Query>
  );
}
