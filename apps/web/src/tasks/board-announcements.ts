import type { DndContextProps } from '@dnd-kit/core';
import type { Task } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { isTaskStatus, statusLabel } from './task-status.tsx';

/** What a screen reader says while a card is carried. */
export function boardAccessibility(tasks: readonly Task[]): DndContextProps['accessibility'] {
  const taskOf = (id: unknown) => tasks.find((task) => task.id === Number(id));
  const nameOf = (id: unknown) => taskOf(id)?.name ?? '';
  const statusOf = (id: unknown) => taskOf(id)?.status;
  const columnOf = (id: unknown) => (isTaskStatus(id) ? statusLabel(id) : undefined);
  return {
    screenReaderInstructions: { draggable: t('tasks.drag.how') },
    announcements: {
      onDragStart: ({ active }) => t('tasks.drag.lifted', { name: nameOf(active.id) }),
      onDragOver: ({ active, over }) => {
        const column = columnOf(over?.id);
        if (!column) return t('tasks.drag.nowhere');
        // Said right after the start as well, so it says again what was picked up.
        return statusOf(active.id) === over?.id
          ? t('tasks.drag.over_own', { name: nameOf(active.id), column })
          : t('tasks.drag.over', { column });
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
