import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everybody, type PersonKey } from '../story/people.ts';
import { planDemo } from './plan-demo.ts';
import type { Step } from './step.ts';

const MINUTE_MS = 60_000;
const SIX_WEEKS_MS = 43 * 24 * 60 * MINUTE_MS;

const zones = [
  'Europe/Berlin',
  'UTC',
  'America/Los_Angeles',
  'Pacific/Auckland',
  'Asia/Kolkata',
  'Pacific/Apia',
];
const start = fc.tuple(
  fc.date({ min: new Date('2025-01-01'), max: new Date('2031-01-01'), noInvalidDate: true }),
  fc.constantFrom(...zones),
);
const plans = [
  ...fc.sample(fc.noBias(start), 16),
  [new Date('2026-11-22T02:00:00Z'), 'Europe/Berlin'] as const,
  [new Date('2028-01-01T00:00:00Z'), 'UTC'] as const,
].map(([now, zone]) => ({
  when: `started ${now.toISOString()} in ${zone}`,
  now: now.getTime(),
  steps: planDemo(now, zone).steps,
}));

/** What a person's timers and entries cover, in the order in which they begin. */
function recorded(steps: readonly Step[], person: PersonKey) {
  const covered: { from: number; to: number }[] = [];
  let running: { from: number; to: number } | undefined;
  for (const { at, by, kind, deed } of steps) {
    if (by !== person) continue;
    if (kind === 'add_entry') covered.push({ from: deed.from, to: deed.to });
    if (kind !== 'start_timer' && kind !== 'stop_timer') continue;
    if (kind === 'stop_timer' || deed.stop_running) {
      if (!running) throw new Error(`${person} stops no timer`);
      running.to = at;
      running = undefined;
    }
    if (kind === 'stop_timer') continue;
    if (running) throw new Error(`${person} has two timers`);
    running = { from: at, to: Number.POSITIVE_INFINITY };
    covered.push(running);
  }
  return covered.sort((a, b) => a.from - b.from);
}

describe('whenever and wherever it starts, the plan', () => {
  test('goes from six weeks ago to some minutes ago, in order', () => {
    for (const { when, now, steps } of plans) {
      const instants = steps.map(({ at }) => at);
      expect(instants, when).toEqual(instants.toSorted((a, b) => a - b));
      expect(instants[0], when).toBeGreaterThan(now - SIX_WEEKS_MS);
      expect(now - (instants.at(-1) ?? 0), when).toBeGreaterThan(MINUTE_MS);
      expect(now - (instants.at(-1) ?? 0), when).toBeLessThan(5 * MINUTE_MS);
    }
  });

  test('has nobody in two places, and one person at work now', () => {
    for (const { when, steps } of plans) {
      for (const person of everybody) {
        const covered = recorded(steps, person);
        const overlaps = covered.filter(({ from }, nth) => nth > 0 && (covered[nth - 1]?.to ?? 0) > from);
        expect(overlaps, `${person}, ${when}`).toEqual([]);
        const isRunning = covered.at(-1)?.to === Number.POSITIVE_INFINITY;
        expect(isRunning, `${person}, ${when}`).toBe(person === 'jonas');
      }
    }
  });

  test('knows only people who have joined', () => {
    for (const { when, steps } of plans) {
      const joined = new Set<string>(['admin']);
      for (const { by, kind, deed } of steps) {
        if (!joined.has(by)) throw new Error(`${by} acts before joining, ${when}`);
        if (kind === 'create_person') joined.add(deed.person);
      }
      expect(joined, when).toEqual(new Set(everybody));
    }
  });
});

test('people keep office hours, from Monday to Friday', () => {
  const time_zone = 'Europe/Berlin';
  const { steps } = planDemo(new Date('2026-04-16T13:47:00Z'), time_zone);
  const day = new Intl.DateTimeFormat('en', { timeZone: time_zone, weekday: 'short' });
  const hour = new Intl.DateTimeFormat('en', { timeZone: time_zone, hour: 'numeric', hourCycle: 'h23' });
  const starts = steps.filter(({ kind }) => kind === 'start_timer').map(({ at }) => at);
  expect(new Set(starts.map((at) => day.format(at)))).toEqual(new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']));
  const hours = starts.map((at) => Number(hour.format(at)));
  expect(Math.min(...hours)).toBeGreaterThanOrEqual(7);
  expect(Math.max(...hours)).toBeLessThan(19);
});
