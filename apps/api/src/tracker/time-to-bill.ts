import type { UnbilledTask } from '@timetracker/db';
import { lineAmount } from '@timetracker/shared';

const SECONDS_PER_MINUTE = 60;

/** A task's time as an invoice bills it. */
export interface TimeToBill extends UnbilledTask {
  /** Whole minutes of all its seconds: rounded once, half up. */
  minutes: number;
}

const rounded = (task: UnbilledTask): TimeToBill => ({
  ...task,
  minutes: Math.round(task.seconds / SECONDS_PER_MINUTE),
});

const together = (into: UnbilledTask, tasks: readonly UnbilledTask[]): UnbilledTask => ({
  ...into,
  seconds: tasks.reduce((sum, { seconds }) => sum + seconds, into.seconds),
  entry_ids: [...into.entry_ids, ...tasks.flatMap(({ entry_ids }) => entry_ids)],
});

/**
 * Unbilled tasks as they are billed, so that no line says 0:00 or costs nothing while its time counts as billed. Tasks
 * that would be such lines are summed up with the time without a task, in seconds, before anything is rounded; where
 * that is too little as well, with the longest task.
 * @param rate what an hour costs in the currency's smallest unit; null or 0 when it is not known or free
 * @returns a line each; empty where all of the time together is too little to bill
 */
export function timeToBill(tasks: readonly UnbilledTask[], rate: number | null): TimeToBill[] {
  const isLine = (task: UnbilledTask) => {
    const { minutes } = rounded(task);
    return minutes > 0 && (!rate || lineAmount({ kind: 'time', minutes, unit_price_cents: rate }) > 0);
  };
  const [lines, small] = [tasks.filter(isLine), tasks.filter((task) => !isLine(task))];
  if (small.length === 0) return lines.map(rounded);
  const withoutTask = lines.find(({ task_id }) => task_id === null);
  const rest = together({ task_id: null, task_name: null, seconds: 0, entry_ids: [] }, small);
  if (!withoutTask && isLine(rest)) return [...lines, rest].map(rounded);
  const longest = lines.toSorted((a, b) => b.seconds - a.seconds)[0];
  const taker = withoutTask ?? longest;
  return lines.map((line) => rounded(line === taker ? together(line, small) : line));
}
