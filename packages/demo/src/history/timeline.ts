import { clockOf } from './time-zone-clock.ts';
import { WeightedDraw } from './weighted-draw.ts';
import { workload } from './workload.ts';

const HOUR_MS = 3_600_000;
/** How much was done at the beginning, compared with the end. */
const GROWTH_FROM = 0.4;

/** Those who work by the same clock. */
export interface Shift {
  time_zone: string;
  /** How much of all work is theirs, as a weight. */
  weight: number;
}

/** An hour of the history, or what is left of it at its end. */
export interface Hour<Of> {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  /** How many activities there are when it is over, from the beginning. */
  through: number;
  /** Whose time it is; each as often as they work now. */
  shifts: WeightedDraw<Of>;
}

/**
 * Spreads activities over a period as people work: by the clock of each time zone, less at weekends and on holidays, and
 * more as time goes by.
 * @param period epoch milliseconds
 * @returns the hours in which something happens, in their order; the last one is through with all activities
 */
export function* timeline<Of extends Shift>(
  period: { from: number; until: number },
  activities: number,
  shifts: readonly Of[],
): Generator<Hour<Of>> {
  const clocks = shifts.map((shift) => ({ shift, clock: clockOf(shift.time_zone) }));
  const weightsAt = (instant: number) => {
    const growth = GROWTH_FROM + (1 - GROWTH_FROM) * ((instant - period.from) / (period.until - period.from));
    return clocks.map(({ shift, clock }) => growth * shift.weight * workload(clock(instant)));
  };
  const hours: { from: number; to: number; upTo: number }[] = [];
  let total = 0;
  for (let from = period.from; from < period.until; from += HOUR_MS) {
    const to = Math.min(from + HOUR_MS, period.until);
    const weight = weightsAt(from).reduce((sum, one) => sum + one, 0);
    total += (weight * (to - from)) / HOUR_MS;
    hours.push({ from, to, upTo: total });
  }
  let before = 0;
  for (const { from, to, upTo } of hours) {
    const through = Math.round((activities * upTo) / total);
    if (through === before) continue;
    before = through;
    const weights = weightsAt(from);
    yield { from, to, through, shifts: new WeightedDraw(shifts, (_, index) => weights[index] ?? 0) };
  }
}
