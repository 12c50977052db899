import { useDroppable } from '@dnd-kit/core';
import { ActionIcon, Button, Text } from '@mantine/core';
import { IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react';
import type { Task, TaskStatus } from '@timetracker/shared';
import { useId, useState } from 'react';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { BoardCard } from './board-card.tsx';
import classes from './task-board.module.css';
import { StatusIcon, statusLabel } from './task-status.tsx';

/** As many cards as anybody looks at; the rest on demand, as done work piles up. */
const SHOWN = 50;

interface BoardColumnProps {
  status: TaskStatus;
  tasks: readonly Task[];
  /** Only its heading shows; cards can be dropped there all the same. */
  isCollapsed: boolean;
  onToggle?: () => void;
}

export function BoardColumn({ status, tasks, isCollapsed, onToggle }: BoardColumnProps) {
  const { setNodeRef, isOver } = useDroppable({ id: status });
  const [shown, setShown] = useState(SHOWN);
  const titleId = useId();
  const listId = useId();
  const label = statusLabel(status);
  return (
    <div
      ref={setNodeRef}
      className={classes['column']}
      data-over={isOver || undefined}
      data-collapsed={isCollapsed || undefined}
    >
      <div className={classes['heading']}>
        <StatusIcon status={status} />
        <h2 id={titleId} className={classes['title']}>
          {label}
        </h2>
        <span className={classes['count']}>{formatNumber(tasks.length)}</span>
        {onToggle && (
          <ActionIcon
            variant="subtle"
            color="gray"
            className={classes['toggle'] ?? ''}
            aria-label={t(isCollapsed ? 'tasks.expand' : 'tasks.collapse', { column: label })}
            aria-expanded={!isCollapsed}
            aria-controls={listId}
            onClick={onToggle}
          >
            {isCollapsed ? (
              <IconChevronsLeft size={16} aria-hidden />
            ) : (
              <IconChevronsRight size={16} aria-hidden />
            )}
          </ActionIcon>
        )}
      </div>
      <ul id={listId} className={classes['cards']} aria-labelledby={titleId} hidden={isCollapsed}>
        {tasks.slice(0, shown).map((task) => (
          <BoardCard key={task.id} task={task} />
        ))}
      </ul>
      {!isCollapsed && tasks.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="md">
          {t('tasks.column_empty')}
        </Text>
      )}
      {!isCollapsed && tasks.length > shown && (
        <Button variant="subtle" size="xs" mt="xs" onClick={() => setShown(shown + SHOWN)}>
          {t('tasks.show_more', { count: tasks.length - shown })}
        </Button>
      )}
    </div>
  );
}
