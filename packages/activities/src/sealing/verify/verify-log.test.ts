import { isDeepStrictEqual } from 'node:util';
import { Random } from '@timetracker/shared/random';
import { expect, test } from 'vitest';
import { aHistory } from './test-histories.ts';
import { evidenceOf, type MemoryLog, TEST_LEVELS } from './test-memory-log.ts';
import { tamperings } from './test-tampering.ts';
import { type Verdict, verifyLog } from './verify-log.ts';

const HISTORIES = Number(process.env['HISTORIES'] ?? 3_000);
/** Before anything in a history has been open for long. */
const NOW = 1_790_000_000_000;
const names = Object.keys(tamperings);

const judge = (log: MemoryLog, outside: readonly string[], slice: number): Promise<Verdict> =>
  verifyLog(evidenceOf(log), { outside, slice, keptLevels: TEST_LEVELS, now: NOW });

/** One history and what somebody did to it, told by a number. */
async function tryHistory(number: number): Promise<string> {
  const random = new Random('history', number);
  const log = aHistory(random);
  const slice = random.whole(1, 6);
  const kept = log.checkpoints.map(({ note }) => note);
  const outside = kept.filter(() => random.chance(0.3));
  const untouched = await judge(log, outside, slice);
  if (!untouched.ok) throw new Error(`history ${number} failed untouched: ${untouched.message}`);

  const { name, tampered, needed } = tamperWith(random, log);
  if (needed) outside.push(needed);
  const verdict = await judge(tampered, outside, slice);
  if (verdict.ok) throw new Error(`history ${number} was tampered with unnoticed: ${name}`);
  return name;
}

/**
 * Does to a copy of a log one thing that makes it another.
 * @returns also the checkpoint from outside that it takes to notice
 */
function tamperWith(random: Random, log: MemoryLog): { name: string; tampered: MemoryLog; needed?: string } {
  const before = structuredClone(log);
  for (;;) {
    const name = random.pick(names);
    const tampered = structuredClone(log);
    const done = tamperings[name]?.(random, tampered) ?? false;
    if (done === false || isDeepStrictEqual(tampered, before)) continue;
    if (done === true) return { name, tampered };
    const covering = log.checkpoints.filter(({ size }) => size >= done.outside);
    if (covering.length > 0) return { name, tampered, needed: random.pick(covering).note };
  }
}

test('no tampering goes unnoticed, and what nobody touched never fails', { timeout: 1_800_000 }, async () => {
  const tried = new Map<string, number>();
  for (let number = 1; number <= HISTORIES; number++) {
    const what = await tryHistory(number);
    tried.set(what, (tried.get(what) ?? 0) + 1);
  }
  if (process.env['HISTORIES']) console.log(Object.fromEntries(tried));
  for (const name of names) expect([name, tried.get(name) ?? 0]).not.toEqual([name, 0]);
});
