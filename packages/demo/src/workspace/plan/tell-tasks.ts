import type { Calendar } from '../calendar.ts';
import { randomOf } from '../random.ts';
import type { ProjectKey } from '../story/projects.ts';
import { tasks } from '../story/tasks/index.ts';
import { chooseTask } from './choose-task.ts';
import type { Block } from './day-plan.ts';
import { remarksAfter } from './remarks.ts';
import { finish, review } from './reviews.ts';
import { type Step, step } from './step.ts';
import { isStanding, newLife, progress, type TaskLife } from './task-life.ts';
import { drop, writeDown } from './write-down.ts';

/** A block, and what it was for. */
export interface Booking extends Block {
  project: ProjectKey;
  /** Null: the project as a whole. */
  booked_task: string | null;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/**
 * Lets everybody work on the tasks for as long as they have time. What is written down first and worked on most is done
 * first; remarks, reviews and changed dates follow from the work.
 * @param blocks in the order in which they begin
 */
export function tellTasks(
  blocks: readonly Block[],
  calendar: Calendar,
): { steps: Step[]; bookings: Booking[] } {
  const lives = tasks.map((task, position) => newLife(task, position, calendar));
  const steps = lives.flatMap((life) => [...writeDown(life, calendar), ...drop(life, calendar)]);
  const reviewUntil = (at: number) => {
    for (const life of lives)
      if (life.review_at !== null && life.review_at <= at) steps.push(...review(life));
  };
  const bookings = blocks.map((block): Booking => {
    reviewUntil(block.from);
    const fixed = lives.find(({ task }) => task.key === block.task);
    const life = fixed ?? chooseTask(lives, block, calendar);
    if (!life) return { ...block, project: 'internal', booked_task: null };
    steps.push(...work(life, block, calendar));
    return { ...block, project: life.task.project, booked_task: life.task.key };
  });
  reviewUntil(calendar.now);
  return { steps, bookings };
}

function work(life: TaskLife, block: Block, calendar: Calendar): Step[] {
  const steps = [...begin(life, block), ...rethink(life, block, calendar)];
  life.worked_ms += block.to - block.from;
  steps.push(...remarksAfter(life, block.to, block.workday));
  if (!isStanding(life) && progress(life) >= 1)
    steps.push(...finish(life, block.to, block.workday, calendar));
  return steps;
}

function begin(life: TaskLife, { from, person, nth }: Block): Step[] {
  if (life.status !== 'todo' || life.task.assignee !== person) return [];
  life.status = 'in_progress';
  const at = from + randomOf('begin', life.task.key, nth).whole(12, 75) * SECOND_MS;
  return [step(at, person, 'change_task', { task: life.task.key, status: 'in_progress' })];
}

/** Half-way, dates are put off; before, what has waited too long becomes more pressing. */
function rethink(life: TaskLife, { from, workday }: Block, calendar: Calendar): Step[] {
  const { key, by, day, due, put_off, raised } = life.task;
  const at = from + randomOf('rethink', key).whole(8, 17) * MINUTE_MS;
  if (raised !== undefined && life.priority !== raised && workday > day) {
    life.priority = raised;
    return [step(at, by, 'change_task', { task: key, priority: raised })];
  }
  if (put_off === undefined || due === undefined || life.was_put_off || progress(life) < 0.5) return [];
  life.was_put_off = true;
  return [step(at, by, 'change_task', { task: key, due_date: calendar.dayAfter(day, due + put_off) })];
}
