import { IconArrowDown, IconArrowUp, IconChevronsUp, IconMinus, type TablerIcon } from '@tabler/icons-react';
import { type TaskPriority, taskPriorityValues } from '@timetracker/shared';
import { priorityLabel } from '../i18n/catalog-text.ts';
import classes from './tasks.module.css';

const icons: Record<TaskPriority, TablerIcon> = {
  low: IconArrowDown,
  normal: IconMinus,
  high: IconArrowUp,
  urgent: IconChevronsUp,
};

export const priorityOptions = () =>
  taskPriorityValues.map((value) => ({ value, label: priorityLabel(value) }));

export const isTaskPriority = (value: unknown): value is TaskPriority =>
  taskPriorityValues.some((priority) => priority === value);

/** How pressing a task is, in a picture and in words. */
export function PriorityMark({ priority }: { priority: TaskPriority }) {
  const Icon = icons[priority];
  return (
    <span className={classes['mark']} data-priority={priority}>
      <Icon size={15} aria-hidden className={classes['taskPriorityIcon']} data-priority={priority} />
      {priorityLabel(priority)}
    </span>
  );
}
