import { setTimeout as pause } from 'node:timers/promises';
import { rotated } from '../interleaved.ts';
import type { Pace } from '../pace.ts';
import { servedKinds } from '../served.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import { startBareInsert } from './bare-insert.ts';
import { type BatchCost, measureBatchCost } from './batch-cost.ts';
import { startServedWriter } from './served-writer.ts';
import type { Writer, WriterName, WriterNotes } from './writer.ts';

export interface WriteResult extends WriterNotes {
  writer: WriterName;
  events_per_request: number;
  /** From the first request until the last event is in the table. */
  events_per_second: Spread;
  /** Requests. */
  refused: number;
}

export interface Writes {
  rushes: WriteResult[];
  batch: BatchCost;
}

const sizes = [1, 100] as const;
const STORED_WITHIN_MS = 120_000;

/**
 * How many events a second are stored, with 1 and with 100 events a request over 128 connections, by all writers in
 * turns. Load, servers and database share the machine.
 */
export async function measureWrites(pace: Pace): Promise<Writes> {
  const served: Writer[] = [];
  const rushes: WriteResult[] = [];
  try {
    for (const kind of servedKinds) served.push(await startServedWriter(kind));
    for (const size of sizes) rushes.push(...(await measureRushes(served, size, pace.writes)));
  } finally {
    for (const writer of served) await writer.stop();
  }
  return { rushes, batch: await measureBatchCost(pace.batches, pace.reads) };
}

async function measureRushes(
  served: readonly Writer[],
  size: number,
  pace: Pace['writes'],
): Promise<WriteResult[]> {
  const bare = await startBareInsert();
  try {
    const rounds = [];
    for (const writer of [...served, bare])
      rounds.push({ ...(await warmUp(writer, size, pace)), rates: [] as number[] });
    // A table that grows slows its writers: the fastest one's is not to become the biggest.
    const most = Math.max(...rounds.filter(({ writer }) => writer !== bare).map(({ events }) => events));
    for (let turn = 0; turn < pace.rounds; turn += 1) {
      for (const round of rotated(rounds, turn)) {
        const { rate, refused } = await rush(round.writer, Math.min(round.events, most));
        round.rates.push(rate);
        round.refused += refused;
      }
    }
    return await Promise.all(
      rounds.map(async ({ writer, rates, refused }) => ({
        writer: writer.name,
        events_per_request: size,
        events_per_second: spreadOf(rates),
        refused,
        ...(await writer.notes()),
      })),
    );
  } finally {
    await bare.stop();
  }
}

/** @returns `events`: how many take about as long as a round is to be */
async function warmUp(writer: Writer, size: number, pace: Pace['writes']) {
  const eventsIn = (rate: number, seconds: number) => Math.max(1, Math.round((rate * seconds) / size)) * size;
  await writer.prepare(size);
  const first = await rush(writer, pace.first_requests * size);
  const { rate } = await rush(writer, eventsIn(first.rate, pace.warm_up_seconds));
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
