import type { Calendar } from '../calendar.ts';
import { type Random, randomOf } from '../random.ts';
import { habits } from '../story/habits.ts';
import type { PersonKey } from '../story/people.ts';

/** A stretch of work of one person, in epoch milliseconds. */
export interface Block {
  person: PersonKey;
  workday: number;
  /** Which one of the day. */
  nth: number;
  from: number;
  to: number;
  /** What it is for, when that is fixed; else whatever there is to do. */
  task?: string;
  /** Whether a timer runs meanwhile; else the block is written down in the evening. */
  timed: boolean;
}

interface Stretch {
  from: number;
  to: number;
  task?: string;
}

const planning = (random: Random) => ({
  from: 9.5 * 60 + random.whole(0, 150) / 60,
  to: 10.2 * 60 + random.whole(0, 240) / 60,
  task: 'internal.planning',
});
const SHORTEST = 18;

/** What one person records on a workday, in order and without overlaps. Nothing when the person is away. */
export function dayPlan(person: PersonKey, workday: number, calendar: Calendar): Block[] {
  const habit = habits[person];
  if (workday < habit.joins || habit.away.includes(workday)) return [];
  const random = randomOf('day', person, workday);
  const timed = random.chance(habit.timer_share);
  // The first day is for setting everything up.
  const begins = (workday === 0 ? 10.5 * 60 : habit.begins) + random.whole(-18, 18);
  const lunch = { from: 12 * 60 + random.whole(0, 45 * 60) / 60, minutes: random.whole(28, 62) };
  const ends = begins + habit.minutes + lunch.minutes + random.whole(-35 * 60, 30 * 60) / 60;
  const meets = calendar.isMonday(workday) && workday > 0 && person !== 'admin';
  const meeting = planning(random);
  const stretches = [
    ...(meets ? fill(begins, meeting.from, random) : []),
    ...(meets ? [meeting] : []),
    ...fill(meets ? Math.max(begins, meeting.to) : begins, Math.min(lunch.from, ends), random),
    ...fill(Math.max(lunch.from + lunch.minutes, begins), ends, random),
  ];
  return stretches.map(({ from, to, ...what }, nth) => ({
    person,
    workday,
    nth,
    from: calendar.at(workday, timed ? from : toFive(from)),
    to: calendar.at(workday, timed ? to : toFive(to)),
    timed,
    ...what,
  }));
}

const toFive = (minutes: number) => Math.round(minutes / 5) * 5;

/** Blocks between two times of day, some with a short pause before the next one. */
function fill(from: number, to: number, random: Random): Stretch[] {
  const stretches: Stretch[] = [];
  for (let at = from + random.whole(0, 59) / 60; to - at >= SHORTEST; ) {
    const wanted = random.chance(0.25) ? random.whole(25, 50) : random.whole(50, 120);
    const length = to - at - wanted < SHORTEST ? to - at : wanted + random.whole(0, 59) / 60;
    stretches.push({ from: at, to: at + length });
    at += length + (random.chance(0.6) ? 0 : random.whole(3, 14));
  }
  return stretches;
}
