import { ActionIcon, NativeSelect, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { type Task, type TaskStatus, taskStatuses, taskStatusValues } from '@timetracker/shared';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import type { Member } from './member.ts';
import classes from './projects.module.css';
import { useTaskChanges } from './use-task-changes.ts';

const isStatus = (value: string): value is TaskStatus => Object.hasOwn(taskStatuses, value);
const statusOptions = taskStatusValues.map((value) => ({ value, label: taskStatuses[value] }));

const NOBODY = '';

/** A task with its status and assignee, both changed in place. */
export function TaskRow({ task, members }: { task: Task; members: readonly Member[] }) {
  const { assign, moveTo, remove } = useTaskChanges(task);
  const [asksToDelete, { open, close }] = useDisclosure();
  const assignees = [
    { value: NOBODY, label: 'Nobody' },
    ...members.map((member) => ({ value: String(member.user_id), label: member.display_name })),
  ];
  return (
    <li className={classes['task']}>
      <Text size="sm" fw={500}>
        {task.name}
      </Text>
      <div className={classes['fields']}>
        <NativeSelect
          aria-label={`Status of ${task.name}`}
          data={statusOptions}
          value={task.status}
          onChange={({ currentTarget: { value } }) => isStatus(value) && moveTo(value)}
        />
        <NativeSelect
          aria-label={`Assignee of ${task.name}`}
          data={assignees}
          value={task.assignee_id === null ? NOBODY : String(task.assignee_id)}
          onChange={({ currentTarget: { value } }) =>
            assign(members.find((member) => String(member.user_id) === value) ?? null)
          }
        />
      </div>
      <ActionIcon variant="default" size="lg" aria-label={`Delete ${task.name}`} onClick={open}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
      <ConfirmModal
        opened={asksToDelete}
        title={`Delete “${task.name}”?`}
        confirmLabel="Delete task"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ id: task.id })}
        onClose={close}
      >
        <Text size="sm">The task “{task.name}” is deleted for good. Its activities stay in the feed.</Text>
      </ConfirmModal>
    </li>
  );
}
