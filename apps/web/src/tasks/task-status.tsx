import {
  IconCircle,
  IconCircleCheck,
  IconCircleX,
  IconEye,
  IconProgress,
  type TablerIcon,
} from '@tabler/icons-react';
import { type TaskStatus, taskStatusValues } from '@timetracker/shared';
import { statusText } from '../i18n/catalog-text.ts';
import classes from './tasks.module.css';

const icons: Record<TaskStatus, TablerIcon> = {
  todo: IconCircle,
  in_progress: IconProgress,
  review: IconEye,
  done: IconCircleCheck,
  cancelled: IconCircleX,
};

export const statusLabel = (status: TaskStatus) => statusText('task', status);

export const statusOptions = () => taskStatusValues.map((value) => ({ value, label: statusLabel(value) }));

export const isTaskStatus = (value: unknown): value is TaskStatus =>
  taskStatusValues.some((status) => status === value);

/** Neither done nor cancelled. */
export const isOpenStatus = (status: TaskStatus) => status !== 'done' && status !== 'cancelled';

/** A status's picture; decoration, as its name stands beside it. */
export function StatusIcon({ status, size = 18 }: { status: TaskStatus; size?: number }) {
  const Icon = icons[status];
  return <Icon size={size} aria-hidden className={classes['taskStatusIcon']} data-status={status} />;
}
