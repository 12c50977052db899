import type { TaskPriority, TaskStatus } from '@timetracker/shared';
import type { Calendar } from '../calendar.ts';
import { randomOf } from '../random.ts';
import type { Task } from '../story/tasks/index.ts';

/** What has become of a task so far. Instants are epoch milliseconds. */
export interface TaskLife {
  task: Task;
  created_at: number;
  /** Null: it has had somebody from the start. */
  assigned_at: number | null;
  status: TaskStatus;
  priority: TaskPriority;
  worked_ms: number;
  /** What it takes; infinite when it never ends. */
  needed_ms: number;
  /** How many of its remarks were made, and when the last one was. */
  said: number;
  said_at: number;
  was_sent_back: boolean;
  was_put_off: boolean;
  /** When the reviewer looks at it. */
  review_at: number | null;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A task before anybody worked on it. On the first day, all are written down before ten. */
export function newLife(task: Task, position: number, calendar: Calendar): TaskLife {
  const random = randomOf('task', task.key);
  const written = task.day === 0 ? 9 * 60 + 32 + position * 0.6 : 8 * 60 + 35 + random.whole(0, 49);
  const created_at = calendar.at(task.day, written + random.whole(0, 29) / 60);
  return {
    task,
    created_at,
    assigned_at: task.assigned_by ? created_at + random.whole(6, 70) * MINUTE_MS : null,
    status: 'todo',
    priority: task.priority ?? 'normal',
    worked_ms: 0,
    needed_ms: (task.hours ?? Number.POSITIVE_INFINITY) * HOUR_MS,
    said: 0,
    said_at: created_at,
    was_sent_back: false,
    was_put_off: false,
    review_at: null,
  };
}

export const isStanding = ({ needed_ms }: TaskLife) => needed_ms === Number.POSITIVE_INFINITY;
export const isWorkedOn = ({ status }: TaskLife) => status === 'in_progress';
/** From 0 to 1. */
export const progress = ({ worked_ms, needed_ms }: TaskLife) => worked_ms / needed_ms;
export const isAvailable = ({ created_at, assigned_at }: TaskLife, at: number) =>
  (assigned_at ?? created_at) < at;
