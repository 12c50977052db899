import { DndContext, type DragEndEvent, DragOverlay, type DragStartEvent } from '@dnd-kit/core';
import { type Task, type TaskStatus, taskStatusValues } from '@timetracker/shared';
import { useRef, useState } from 'react';
import { boardAccessibility } from './board-announcements.ts';
import { BoardColumn } from './board-column.tsx';
import { nearestColumn, useBoardSensors } from './board-movement.ts';
import { BoardMoves } from './board-moves.ts';
import { CardContent } from './card-content.tsx';
import classes from './task-board.module.css';
import { sortTasks } from './task-order.ts';
import { isTaskStatus } from './task-status.tsx';
import { useTaskChange } from './use-task-change.ts';

/** Tasks by status, moved by dragging, with the keyboard, or by each card's menu. */
export function TaskBoard({ tasks, label }: { tasks: readonly Task[]; label: string }) {
  const change = useTaskChange();
  const sensors = useBoardSensors();
  const [draggedId, setDraggedId] = useState<number>();
  const [showsCancelled, setShowsCancelled] = useState(false);
  const movedId = useRef<number>(undefined);
  const dragged = tasks.find(({ id }) => id === draggedId);
  const sorted = sortTasks(tasks);

  const moveTo = (task: Task, status: TaskStatus) => {
    if (status === task.status) return;
    // The card appears in another column: whoever moved it finds the focus there.
    movedId.current = task.id;
    change(task, { status });
  };
  const claimFocus = (id: number) => {
    const isMoved = movedId.current === id;
    if (isMoved) movedId.current = undefined;
    return isMoved;
  };
  const onDragStart = ({ active }: DragStartEvent) => setDraggedId(Number(active.id));
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDraggedId(undefined);
    const task = tasks.find(({ id }) => id === Number(active.id));
    if (task && over && isTaskStatus(over.id)) moveTo(task, over.id);
  };

  return (
    <BoardMoves value={{ moveTo, claimFocus }}>
      <DndContext
        sensors={sensors}
        collisionDetection={nearestColumn}
        accessibility={boardAccessibility(tasks)}
        onDragStart={onDragStart}
        onDragEnd={onDragEnd}
        onDragCancel={() => setDraggedId(undefined)}
      >
        {/* Wider than a phone: it scrolls by itself, and so must be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className={classes['board']} aria-label={label} tabIndex={0}>
          {taskStatusValues.map((status) => (
            <BoardColumn
              key={status}
              status={status}
              tasks={sorted.filter((task) => task.status === status)}
              isCollapsed={status === 'cancelled' && !showsCancelled}
              {...(status === 'cancelled' && { onToggle: () => setShowsCancelled(!showsCancelled) })}
            />
          ))}
        </section>
        <DragOverlay dropAnimation={null}>
          {dragged && (
            <div className={classes['card']} data-lifted>
              <CardContent task={dragged} />
            </div>
          )}
        </DragOverlay>
      </DndContext>
    </BoardMoves>
  );
}
