import { setTimeout as pause } from 'node:timers/promises';
import { rotated } from '../interleaved.ts';
import type { Pace } from '../pace.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import type { Writer } from './writer.ts';

/** What the rounds of a writer came to. */
export interface Rushes {
  writer: Writer;
  /** From the first request until the last event is in the table. */
  events_per_second: Spread;
  /** Requests. */
  refused: number;
}

const STORED_WITHIN_MS = 120_000;

/** Lets writers store in turns, with a number of events a request; the first turns of each do not count. */
export async function rushInTurns(
  writers: readonly Writer[],
  size: number,
  pace: Pace['writes'],
): Promise<Rushes[]> {
  const rounds = [];
  for (const writer of writers) rounds.push({ ...(await warmUp(writer, size, pace)), rates: [] as number[] });
  // A table that grows slows its writers: the fastest one's is not to become the biggest.
  const most = Math.max(...rounds.filter(({ writer }) => writer.name !== 'bare').map(({ events }) => events));
  for (let turn = 0; turn < pace.rounds; turn += 1) {
    for (const round of rotated(rounds, turn)) {
      const { rate, refused } = await rush(round.writer, Math.min(round.events, most));
      await round.writer.settle?.();
      round.rates.push(rate);
      round.refused += refused;
    }
  }
  return rounds.map(({ writer, rates, refused }) => ({
    writer,
    events_per_second: spreadOf(rates),
    refused,
  }));
}

/** @returns `events`: how many take about as long as a round is to be */
async function warmUp(writer: Writer, size: number, pace: Pace['writes']) {
  const eventsIn = (rate: number, seconds: number) => Math.max(1, Math.round((rate * seconds) / size)) * size;
  await writer.prepare(size);
  const first = await rush(writer, pace.first_requests * size);
  const { rate } = await rush(writer, eventsIn(first.rate, pace.warm_up_seconds));
  await writer.settle?.();
  return { writer, events: eventsIn(rate, pace.seconds), refused: 0 };
}

/** Events a second from the first request until everything that was acknowledged is stored. */
async function rush(writer: Writer, events: number): Promise<{ rate: number; refused: number }> {
  const before = await writer.stored();
  const begin = performance.now();
  const { accepted, refused } = await writer.write(events);
  const acknowledged = performance.now();
  let stored = await writer.stored();
  while (stored < before + accepted) {
    if (performance.now() - acknowledged > STORED_WITHIN_MS)
      throw new Error(`${writer.name} acknowledged ${accepted} events and stored ${stored - before}`);
    await pause(10);
    stored = await writer.stored();
  }
  if (accepted === 0) throw new Error(`${writer.name} refused all of ${refused} requests`);
  return { rate: (accepted / (performance.now() - begin)) * 1_000, refused };
}
