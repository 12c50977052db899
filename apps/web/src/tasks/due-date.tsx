import { IconCalendarDue } from '@tabler/icons-react';
import type { Task } from '@timetracker/shared';
import { dayOf, formatDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { useNow } from '../ui/clock.ts';
import { isOpenStatus } from './task-status.tsx';
import classes from './tasks.module.css';

type Due = 'overdue' | 'today' | 'later';

/** How a due day stands to today; days compare as text. What is done or cancelled is never late. */
function dueState({ due_date, status }: Pick<Task, 'due_date' | 'status'>, today: string): Due {
  if (due_date === null || !isOpenStatus(status) || due_date > today) return 'later';
  return due_date === today ? 'today' : 'overdue';
}

/** Also a page that stays open learns of a new day. */
const PACE_MS = 60_000;

interface DueDateProps {
  task: Pick<Task, 'due_date' | 'status'>;
  /** Only where it is today or over: the day itself is to be seen nearby. */
  isPressing?: boolean;
}

/** When a task is due; that it is late is said in words and in colour. Nothing for one without a day. */
export function DueDate({ task, isPressing = false }: DueDateProps) {
  const now = useNow(PACE_MS);
  if (task.due_date === null) return null;
  const state = dueState(task, dayOf(new Date(now)));
  if (isPressing && state === 'later') return null;
  const date = formatDate(task.due_date);
  return (
    <span className={classes['due']} data-state={state}>
      <IconCalendarDue size={15} aria-hidden className={classes['icon']} />
      {state === 'overdue' && t('tasks.overdue', { date })}
      {state === 'today' && t('tasks.due_today')}
      {state === 'later' && date}
    </span>
  );
}
