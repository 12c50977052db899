/** A task's statuses in the order in which work moves through them. */
export const taskStatuses = {
  todo: 'To do',
  in_progress: 'In progress',
  review: 'Review',
  done: 'Done',
  cancelled: 'Cancelled',
} as const;

export type TaskStatus = keyof typeof taskStatuses;
export const taskStatusValues = [
  'todo',
  'in_progress',
  'review',
  'done',
  'cancelled',
] as const satisfies TaskStatus[];

/** The label of a status, or the status itself when it is not a task's. */
export const statusLabel = (status: unknown): string => {
  const text = String(status);
  return Object.entries(taskStatuses).find(([value]) => value === text)?.[1] ?? text;
};
