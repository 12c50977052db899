import type { Calendar } from '../calendar.ts';
import { randomOf } from '../random.ts';
import { habits } from '../story/habits.ts';
import type { PersonKey } from '../story/people.ts';
import { type Step, step } from './step.ts';
import type { TaskLife } from './task-life.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const LAST_SAME_DAY = 14 * 60 + 30;
/** How much of the work has to be done again when a review finds something. */
const REWORK_SHARE = 0.2;

/** A task whose work is done goes to its reviewer, or is done. */
export function finish(life: TaskLife, after: number, workday: number, calendar: Calendar): Step[] {
  const { key, assignee, reviewer } = life.task;
  const at = Math.max(after, life.said_at) + randomOf('finish', key).whole(25, 170) * SECOND_MS;
  life.status = reviewer ? 'review' : 'done';
  if (reviewer) life.review_at = reviewTime(key, reviewer, at, workday, calendar);
  return [step(at, assignee, 'change_task', { task: key, status: life.status })];
}

/** Later the same day, or in the morning of the reviewer's next one; beyond now when that is still to come. */
function reviewTime(
  key: string,
  reviewer: PersonKey,
  at: number,
  workday: number,
  calendar: Calendar,
): number {
  const random = randomOf('review', key, workday);
  const { away } = habits[reviewer];
  if (at < calendar.at(workday, LAST_SAME_DAY) && !away.includes(workday))
    return at + random.whole(35, 150) * MINUTE_MS + random.whole(0, 59) * SECOND_MS;
  let next = workday + 1;
  while (away.includes(next)) next += 1;
  if (next >= calendar.workdays.length) return Number.POSITIVE_INFINITY;
  return calendar.at(next, 9 * 60 + random.whole(5, 110) + random.whole(0, 59) / 60);
}

/** What the reviewer says: done, or what is still missing. */
export function review(life: TaskLife): Step[] {
  const { key, reviewer, sent_back } = life.task;
  if (life.review_at === null || reviewer === undefined) return [];
  const at = Math.max(life.review_at, life.said_at + MINUTE_MS);
  life.review_at = null;
  if (sent_back === undefined || life.was_sent_back) {
    life.status = 'done';
    return [step(at, reviewer, 'change_task', { task: key, status: 'done' })];
  }
  life.status = 'in_progress';
  life.was_sent_back = true;
  life.worked_ms = life.needed_ms * (1 - REWORK_SHARE);
  life.said_at = at;
  return [
    step(at, reviewer, 'create_comment', { comment: `${key}.review`, task: key, body: sent_back }),
    step(at + 40 * SECOND_MS, reviewer, 'change_task', { task: key, status: 'in_progress' }),
  ];
}
