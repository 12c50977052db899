import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type Task, taskStatusValues } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { useBoardMoves } from './board-moves.ts';
import { StatusIcon, statusLabel } from './task-status.tsx';

/** Moves a card without dragging it. */
export function MoveMenu({ task }: { task: Task }) {
  const { moveTo } = useBoardMoves();
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('tasks.move', { name: task.name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('tasks.move_to')}</Menu.Label>
        {taskStatusValues.map((status) => (
          <Menu.Item
            key={status}
            leftSection={<StatusIcon status={status} size={16} />}
            disabled={status === task.status}
            onClick={() => moveTo(task, status)}
          >
            {statusLabel(status)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
