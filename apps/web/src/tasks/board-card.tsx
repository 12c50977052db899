import { useDraggable } from '@dnd-kit/core';
import { ActionIcon } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import type { Task } from '@timetracker/shared';
import { useEffect, useEffectEvent, useRef } from 'react';
import { t } from '../i18n/index.ts';
import { useBoardMoves } from './board-moves.ts';
import { CardContent } from './card-content.tsx';
import { MoveMenu } from './move-menu.tsx';
import classes from './task-board.module.css';

/** A task on the board. A mouse or a finger takes hold of it anywhere, the keyboard by its handle. */
export function BoardCard({ task }: { task: Task }) {
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: task.id,
    data: { status: task.status },
  });
  const { claimFocus } = useBoardMoves();
  const handle = useRef<HTMLButtonElement>(null);
  const { onKeyDown, ...grips } = listeners ?? {};

  const takeFocus = useEffectEvent(() => {
    if (claimFocus(task.id)) handle.current?.focus();
  });
  useEffect(() => takeFocus(), []);

  return (
    <li ref={setNodeRef} className={classes['card']} data-dragging={isDragging || undefined} {...grips}>
      <CardContent
        task={task}
        actions={
          <>
            <MoveMenu task={task} />
            <ActionIcon
              {...attributes}
              ref={(node) => {
                handle.current = node;
                setActivatorNodeRef(node);
              }}
              variant="subtle"
              color="gray"
              size="sm"
              className={classes['handle'] ?? ''}
              aria-label={t('tasks.drag.handle', { name: task.name })}
              aria-roledescription={t('tasks.drag.role')}
              onKeyDown={(event) => onKeyDown?.(event)}
            >
              <IconGripVertical size={16} aria-hidden />
            </ActionIcon>
          </>
        }
      />
    </li>
  );
}
