import type { Pace } from '../pace.ts';
import { servedKinds } from '../served.ts';
import type { Spread } from '../statistics.ts';
import { startBareInsert } from './bare-insert.ts';
import { type BatchCost, measureBatchCost } from './batch-cost.ts';
import { rushInTurns } from './rush-in-turns.ts';
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
    const rounds = await rushInTurns([...served, bare], size, pace);
    return await Promise.all(
      rounds.map(async ({ writer, events_per_second, refused }) => ({
        writer: writer.name,
        events_per_request: size,
        events_per_second,
        refused,
        ...(await writer.notes()),
      })),
    );
  } finally {
    await bare.stop();
  }
}
