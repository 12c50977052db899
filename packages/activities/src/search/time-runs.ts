import { BLOCK_SIZE } from './places.ts';

const HOUR_MS = 3_600_000;
const BYTES_OF_RUN = 6;
const HOUR_AT = 2;

/**
 * Neighbours in a block that happened in the same hour, in the order of places: run n reaches from `starts[n]` up to, not
 * including, where the next one starts, and the last one to the block's end.
 */
export interface TimeRuns {
  starts: Uint16Array;
  /** Hours since 1970, UTC. */
  hours: Int32Array;
}

export const hourOf = (instant: number): number => Math.floor(instant / HOUR_MS);
export const startOfHour = (hour: number): number => hour * HOUR_MS;

/**
 * When the activities of a block happened, as it is kept: for each run its first place in two bytes and its hour in
 * four. Ids follow the time of storing, so that runs are long; a list can be continued by appending another.
 */
export function keepRuns(entries: readonly { place: number; hour: number }[]): Buffer {
  const starts = entries.filter((entry, index) => entry.hour !== entries[index - 1]?.hour);
  const bytes = Buffer.allocUnsafe(starts.length * BYTES_OF_RUN);
  starts.forEach(({ place, hour }, index) => {
    bytes.writeUInt16LE(place, index * BYTES_OF_RUN);
    bytes.writeInt32LE(hour, index * BYTES_OF_RUN + HOUR_AT);
  });
  return bytes;
}

/** The runs of a block as numbers. */
export function readRuns(kept: Buffer): TimeRuns {
  const count = kept.length / BYTES_OF_RUN;
  const runs = { starts: new Uint16Array(count), hours: new Int32Array(count) };
  for (let index = 0; index < count; index += 1) {
    runs.starts[index] = kept.readUInt16LE(index * BYTES_OF_RUN);
    runs.hours[index] = kept.readInt32LE(index * BYTES_OF_RUN + HOUR_AT);
  }
  return runs;
}

/** Goes through runs in their order. */
export function eachRun(
  { starts, hours }: TimeRuns,
  visit: (from: number, to: number, hour: number) => void,
): void {
  for (let index = 0; index < starts.length; index += 1)
    visit(starts[index] ?? 0, starts[index + 1] ?? BLOCK_SIZE, hours[index] ?? 0);
}
