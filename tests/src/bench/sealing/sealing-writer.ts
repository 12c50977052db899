import { setTimeout as pause } from 'node:timers/promises';
import { findCheckpoint } from '@timetracker/activities';
import type { Served } from '../served.ts';
import { rounded } from '../statistics.ts';
import type { Writer } from '../writes/writer.ts';

/** What may wait until the age of the oldest counts, as the worker has it. */
const MAY_WAIT = 10_000;
const SEALED_WITHIN_MS = 120_000;

/**
 * A writer whose worker seals. After each round it is waited for until it has sealed what is due: it would do so in the
 * other's turn.
 * @returns `share`: of what the last rounds stored, how much was sealed before they ended, from 0 to 1
 */
export function sealingWriter({ db }: Served, writer: Writer) {
  const shares: number[] = [];
  let before = 0;
  const sealed = async () => (await findCheckpoint(db.em.fork()))?.size ?? 0;
  const settle = async () => {
    const stored = await writer.stored();
    const within = await sealed();
    shares.push((within - before) / Math.max(1, stored - before));
    const begin = performance.now();
    while ((before = await sealed()) < stored - MAY_WAIT) {
      if (performance.now() - begin > SEALED_WITHIN_MS)
        throw new Error(`The worker stored ${stored} activities and sealed ${before}`);
      await pause(50);
    }
  };
  return {
    writer: { ...writer, settle } satisfies Writer,
    share: (rounds: number) => rounded(shares.slice(-rounds).reduce((sum, share) => sum + share, 0) / rounds),
  };
}
