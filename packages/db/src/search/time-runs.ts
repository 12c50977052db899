import { BLOCK_SIZE } from './places.ts';

const HOUR_MS = 3_600_000;
const BYTES_OF_RUN = 6;
const HOUR_AT = 2;

/** Neighbours in a block that happened in the same hour: from one place up to, not including, another. */
export interface TimeRun {
  from: number;
  to: number;
  /** Hours since 1970, UTC. */
  hour: number;
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

/** The runs of a block in the order of places. The last one reaches to the block's end. */
export function readRuns(kept: Buffer): TimeRun[] {
  const runs: TimeRun[] = [];
  for (let at = 0; at < kept.length; at += BYTES_OF_RUN) {
    const from = kept.readUInt16LE(at);
    const before = runs.at(-1);
    if (before) before.to = from;
    runs.push({ from, to: BLOCK_SIZE, hour: kept.readInt32LE(at + HOUR_AT) });
  }
  return runs;
}
