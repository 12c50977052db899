import { Card, NativeSelect, Stack, Text } from '@mantine/core';
import type { Task } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { formatDateTime, formatDuration } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { assignable, assigneeOptions, assignment, NOBODY } from './assignee.ts';
import { DueDate } from './due-date.tsx';
import { DueDateField } from './due-date-field.tsx';
import { isTaskPriority, priorityOptions } from './task-priority.tsx';
import { isTaskStatus, StatusIcon, statusOptions } from './task-status.tsx';
import { useTaskChange } from './use-task-change.ts';

/** Where a task stands: each of it changed at once. */
export function TaskDetails({ task }: { task: Task }) {
  const change = useTaskChange();
  const me = useMe();
  const members = trpc.project.members.useQuery({ id: task.project_id });
  const time = trpc.timeEntry.ofProject.useQuery({ id: task.project_id });
  const people = assignable(members.data, me, task);
  const seconds = time.data?.by_task.find(({ task_id }) => task_id === task.id)?.seconds ?? 0;
  return (
    <Card>
      <Stack gap="sm">
        <NativeSelect
          label={fieldLabel('task', 'status')}
          leftSection={<StatusIcon status={task.status} />}
          data={statusOptions()}
          value={task.status}
          onChange={({ currentTarget: { value } }) => isTaskStatus(value) && change(task, { status: value })}
        />
        <NativeSelect
          label={fieldLabel('task', 'priority')}
          data={priorityOptions()}
          value={task.priority}
          onChange={({ currentTarget: { value } }) =>
            isTaskPriority(value) && change(task, { priority: value })
          }
        />
        <NativeSelect
          label={fieldLabel('task', 'assignee_id')}
          data={assigneeOptions(people)}
          value={task.assignee_id === null ? NOBODY : String(task.assignee_id)}
          onChange={({ currentTarget: { value } }) => change(task, assignment(value, people))}
        />
        <DueDateField
          label={fieldLabel('task', 'due_date')}
          value={task.due_date}
          onChange={(due_date) => change(task, { due_date })}
        />
        <Text size="sm" component="div" mt={-6}>
          <DueDate task={task} isPressing />
        </Text>
        {time.isSuccess && (
          <Text size="sm" c="dimmed">
            {t('tasks.time_spent', { time: formatDuration(seconds) })}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('tasks.created_at', { date: formatDateTime(task.created_at) })}
        </Text>
      </Stack>
    </Card>
  );
}
