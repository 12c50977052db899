import { Group, NativeSelect, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Task, TaskStatus } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { Name } from '../ui/name.tsx';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { assigneeOf } from './assignee.ts';
import { CommentCount } from './comment-count.tsx';
import { DueDate } from './due-date.tsx';
import { PriorityMark } from './task-priority.tsx';
import { isTaskStatus, StatusIcon, statusOptions } from './task-status.tsx';
import classes from './task-table.module.css';

interface TaskTableRowProps {
  task: Task;
  onMove: (task: Task, status: TaskStatus) => void;
}

/** A task in the table; on a phone, what has no column stands below its name. */
export const TaskTableRow = ({ task, onMove }: TaskTableRowProps) => (
  <Table.Tr>
    <Table.Td>
      <Link to="/tasks/$taskId" params={{ taskId: task.id }} className={classes['link']}>
        <Isolated>{task.name}</Isolated>
      </Link>
      <span className={classes['said']}>
        <CommentCount task={task} />
      </span>
      <Group hiddenFrom="sm" gap="xs" fz="sm" className={classes['below'] ?? ''}>
        {task.priority !== 'normal' && <PriorityMark priority={task.priority} />}
        <DueDate task={task} />
        <Text component="span" size="sm" c="dimmed">
          {task.assignee_name && <Name of={assigneeOf(task)} />}
        </Text>
      </Group>
    </Table.Td>
    <Table.Td>
      <NativeSelect
        size="xs"
        leftSection={<StatusIcon status={task.status} size={15} />}
        aria-label={t('tasks.status_of', { name: task.name })}
        data={statusOptions()}
        value={task.status}
        onChange={({ currentTarget: { value } }) => isTaskStatus(value) && onMove(task, value)}
      />
    </Table.Td>
    <Table.Td visibleFrom="sm">
      <PriorityMark priority={task.priority} />
    </Table.Td>
    <Table.Td visibleFrom="sm">
      {task.assignee_name ? (
        <Group gap="xs" wrap="nowrap">
          <PersonAvatar name={task.assignee_name} size={24} />
          <span>
            <Name of={assigneeOf(task)} />
          </span>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {t('tasks.nobody')}
        </Text>
      )}
    </Table.Td>
    <Table.Td visibleFrom="sm" className={classes['due'] ?? ''}>
      <DueDate task={task} />
    </Table.Td>
  </Table.Tr>
);
