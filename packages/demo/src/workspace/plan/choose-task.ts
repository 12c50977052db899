import type { Calendar } from '../calendar.ts';
import { randomOf } from '../random.ts';
import { isOpen } from './closures.ts';
import type { Block } from './day-plan.ts';
import { isAvailable, isStanding, isWorkedOn, type TaskLife } from './task-life.ts';

const STANDING_SHARE = 0.11;
const STAYS_SHARE = 0.8;
const MOST_AT_ONCE = 3;

/**
 * What a person works on in a block: mostly what is begun already, at once what is urgent, now and then what never
 * ends. Undefined when there is nothing to do.
 */
export function chooseTask(
  lives: readonly TaskLife[],
  block: Block,
  calendar: Calendar,
): TaskLife | undefined {
  const random = randomOf('choice', block.person, block.workday, block.nth);
  const mine = lives.filter(
    (life) =>
      life.task.assignee === block.person &&
      life.task.dropped === undefined &&
      isAvailable(life, block.from) &&
      isOpen(life.task.project, block.from, block.to, calendar),
  );
  const standing = mine.filter(isStanding).filter(({ task }) => task.key !== 'internal.planning');
  const begun = mine.filter((life) => !isStanding(life) && isWorkedOn(life));
  const waiting = mine.filter((life) => !isStanding(life) && life.status === 'todo');
  const urgent = [...begun, ...waiting].find(({ priority }) => priority === 'urgent');
  if (urgent) return urgent;
  if (standing.length > 0 && random.chance(STANDING_SHARE)) return random.pick(standing);
  const stays = waiting.length === 0 || begun.length >= MOST_AT_ONCE || random.chance(STAYS_SHARE);
  if (begun.length > 0 && stays) return random.pick(begun);
  const [next] = waiting.toSorted((a, b) => pressing(b) - pressing(a) || a.created_at - b.created_at);
  if (next) return next;
  return standing.length > 0 ? random.pick(standing) : undefined;
}

const pressing = ({ priority }: TaskLife) => Number(priority === 'high') - Number(priority === 'low');
