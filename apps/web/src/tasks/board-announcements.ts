import type { DndContextProps } from '@dnd-kit/core';
import type { Task } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { isTaskStatus, statusLabel } from './task-status.tsx';

/** What a screen reader says while a card is carried. */
export function boardAccessibility(tasks: readonly Task[]): DndContextProps['accessibility'] {
  const nameOf = (id: unknown) => tasks.find((task) => task.id === Number(id))?.name ?? '';
  const columnOf = (id: unknown) => (isTaskStatus(id) ? statusLabel(id) : undefined);
  return {
    screenReaderInstructions: { draggable: t('tasks.drag.how') },
    announcements: {
      onDragStart: ({ active }) => t('tasks.drag.lifted', { name: nameOf(active.id) }),
      onDragOver: ({ over }) => {
        const column = columnOf(over?.id);
        return column ? t('tasks.drag.over', { column }) : t('tasks.drag.nowhere');
      },
      onDragEnd: ({ active, over }) => {
        const column = columnOf(over?.id);
        const name = nameOf(active.id);
        return column ? t('tasks.drag.dropped', { name, column }) : t('tasks.drag.cancelled', { name });
      },
      onDragCancel: ({ active }) => t('tasks.drag.cancelled', { name: nameOf(active.id) }),
    },
  };
}
