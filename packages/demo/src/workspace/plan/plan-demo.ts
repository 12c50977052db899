import { type Calendar, createCalendar } from '../calendar.ts';
import { randomOf } from '../random.ts';
import { everybody } from '../story/people.ts';
import { type Block, dayPlan } from './day-plan.ts';
import { inReview } from './in-review.ts';
import { idleMinutes, lastHour } from './last-hour.ts';
import { opening } from './opening.ts';
import { scriptedEvents } from './scripted-events.ts';
import type { Step } from './step.ts';
import { tellBills } from './tell-bills.ts';
import { type Booking, tellTasks } from './tell-tasks.ts';
import { tellTime } from './tell-time.ts';

const MINUTE_MS = 60_000;
const SHORTEST_MS = 10 * MINUTE_MS;
/** What would happen later than this long ago has not happened yet: the last minutes are told on their own. */
const QUIET_MS = 2 * MINUTE_MS;

/**
 * All that happens in the demo, in order: six weeks up to now, the same for every start apart from the day of the week
 * on which it falls.
 * @param time_zone IANA name of the zone in which people work
 */
export function planDemo(now: Date, time_zone: string): { calendar: Calendar; steps: Step[] } {
  const calendar = createCalendar(now, time_zone);
  const blocks = workedBlocks(calendar);
  const { steps: taskSteps, bookings } = tellTasks(blocks, calendar);
  const days = Map.groupBy(bookings, ({ person, workday }: Booking) => `${person} ${workday}`);
  const told = [
    ...opening(calendar),
    ...scriptedEvents(calendar),
    ...inReview(calendar),
    ...taskSteps,
    ...tellBills(calendar),
    ...[...days.values()].flatMap(tellTime),
  ].filter(({ at }) => at < calendar.now - QUIET_MS);
  const random = randomOf('milliseconds');
  // Nobody hits a whole second.
  const steps = [...told, ...lastHour(calendar)]
    .sort(inOrder)
    .map((step) => ({ ...step, at: step.at + random.whole(0, 999) }));
  return { calendar, steps: steps.sort(inOrder) };
}

const inOrder = (a: Step, b: Step) => a.at - b.at;

/** Everybody's work, as far as it is over; today's is cut off where the last hour begins. */
function workedBlocks(calendar: Calendar): Block[] {
  const today = calendar.workdays.length - 1;
  return everybody
    .flatMap((person) => {
      const over = calendar.now - idleMinutes[person] * MINUTE_MS;
      return calendar.workdays
        .flatMap((_, workday) => dayPlan(person, workday, calendar))
        .map(({ workday, ...block }) => ({
          ...block,
          workday,
          to: Math.min(block.to, over),
          timed: block.timed || workday === today,
        }))
        .filter(({ from, to }) => to - from >= SHORTEST_MS);
    })
    .sort((a, b) => a.from - b.from);
}
