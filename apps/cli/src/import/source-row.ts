import { beginningOf } from '@timetracker/shared';

/** One row of a file: what it says, or why it cannot be read. */
export type SourceRow =
  | { number: number; content: unknown }
  | { number: number; content?: unknown; unreadable: string };

/** Reads a format, chunk by chunk, and emits the rows that a chunk completes, so that nothing piles up. */
export interface RowReader {
  /** @throws {BrokenFile} when nothing can be read from here on; what was emitted before is good */
  push: (chunk: Buffer) => void | Promise<void>;
  /** @throws {BrokenFile} when the file must not end here */
  end: () => void | Promise<void>;
}

/** Begins to read a format. */
export type BeginReading = (emit: (row: SourceRow) => void) => RowReader;

/** A row may be so long. The largest activity that fits the contract is far below, however it is escaped. */
export const MAX_ROW_BYTES = 1_048_576;

/** A file that cannot be read, from some place on. The message goes on where its name ends. */
export class BrokenFile extends Error {
  override name = 'BrokenFile';
}

const EXCERPT_LENGTH = 1_000;
/** Of a character in UTF-8. */
const MOST_BYTES = 4;

/** As much of an unreadable row as helps to find it. Bytes that are no UTF-8 are replaced; no character is cut in two. */
export const excerptOf = (bytes: Buffer) =>
  beginningOf(bytes.subarray(0, EXCERPT_LENGTH * MOST_BYTES).toString('utf8'), EXCERPT_LENGTH).trimEnd();
