import { randomOf } from '../random.ts';
import { habits } from '../story/habits.ts';
import type { Remark } from '../story/task-facts.ts';
import { type Step, step } from './step.ts';
import { progress, type TaskLife } from './task-life.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** What is said about a task after some work on it: its remarks are spread over the work, and come in their order. */
export function remarksAfter(life: TaskLife, until: number, workday: number): Step[] {
  const remarks = life.task.remarks ?? [];
  const steps: Step[] = [];
  for (let next = remarks[life.said]; next; next = remarks[life.said]) {
    const isDue = progress(life) >= (life.said + 0.3) / remarks.length || progress(life) >= 1;
    if (!isDue || isAway(next, workday)) break;
    steps.push(...say(life, next, until));
  }
  return steps;
}

const isAway = ({ by }: Remark, workday: number) =>
  workday < habits[by].joins || habits[by].away.includes(workday);

/** One remark, at an instant or soon after. */
export function say(life: TaskLife, remark: Remark, after: number): Step[] {
  const { key, assignee } = life.task;
  const random = randomOf('remark', key, life.said);
  const wait = remark.by === assignee ? random.whole(1, 4) : random.whole(6, 34);
  const at = Math.max(after, life.said_at) + wait * MINUTE_MS + random.whole(0, 59) * SECOND_MS;
  const comment = `${key}.${life.said}`;
  life.said += 1;
  life.said_at = at;
  const steps: Step[] = [step(at, remark.by, 'create_comment', { comment, task: key, body: remark.body })];
  if (remark.edited !== undefined)
    steps.push(step(at + 3 * MINUTE_MS, remark.by, 'change_comment', { comment, body: remark.edited }));
  if (remark.withdrawn) steps.push(step(at + MINUTE_MS, remark.by, 'delete_comment', { comment }));
  return steps;
}
