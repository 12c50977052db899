import type { WallClock } from './time-zone-clock.ts';

/** How much is done in each hour of a working day, compared with the busiest. */
const byHour = [
  0.01, 0.005, 0.005, 0.005, 0.01, 0.02, 0.06, 0.3, 0.8, 0.95, 1, 0.95, 0.55, 0.75, 0.95, 1, 0.9, 0.6, 0.25,
  0.12, 0.09, 0.07, 0.04, 0.02,
];
const WEEKEND = 0.08;
const HOLIDAYS = 0.2;
const AUGUST = 0.75;

const isWeekend = ({ weekday }: WallClock) => weekday === 0 || weekday === 6;
const isHoliday = ({ month, day }: WallClock) => (month === 12 && day >= 24) || (month === 1 && day === 1);

/** How much people do when their clock shows this, compared with the busiest hour: 0 to 1. */
export function workload(clock: WallClock): number {
  let share = byHour[clock.hour] ?? 0;
  if (isWeekend(clock)) share *= WEEKEND;
  if (isHoliday(clock)) share *= HOLIDAYS;
  if (clock.month === 8) share *= AUGUST;
  return share;
}
