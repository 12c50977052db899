import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type BeginReading, BrokenFile, type SourceRow } from './source-row.ts';
import { toUtf8 } from './to-utf8.ts';

const CHUNK_BYTES = 256 * 1_024;

/** A file to import. */
export interface SourceFile {
  /** In bytes. */
  size: number;
  /** How much of it was read. */
  bytesRead: () => number;
  /** Its rows, read only as fast as they are taken. @throws {BrokenFile} when it cannot be read on */
  rows: () => AsyncGenerator<SourceRow>;
}

/**
 * Opens a file to import.
 * @throws {BrokenFile} when there is none, or none that can be read
 */
export async function openSource(path: string, beginReading: BeginReading): Promise<SourceFile> {
  const { size } = await fileAt(path);
  let read = 0;
  return {
    size,
    bytesRead: () => read,
    rows: async function* () {
      let rows: SourceRow[] = [];
      const reader = beginReading((row) => rows.push(row));
      const taking = async function* (step: () => void | Promise<void>) {
        const failure = await failureOf(step);
        yield* rows;
        rows = [];
        if (failure !== undefined) throw failure;
      };
      const text = toUtf8();
      for await (const chunk of chunksOf(path)) {
        read += chunk.length;
        yield* taking(() => reader.push(text.push(chunk)));
      }
      yield* taking(async () => {
        await reader.push(text.end());
        await reader.end();
      });
    },
  };
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) yield chunk as Buffer;
  } catch (error) {
    throw unreadable(error);
  }
}

/** What a step throws comes after the rows that it could still read. */
async function failureOf(step: () => void | Promise<void>): Promise<unknown> {
  try {
    await step();
    return undefined;
  } catch (error) {
    return error;
  }
}

async function fileAt(path: string) {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new BrokenFile('is not a file');
    return found;
  } catch (error) {
    throw unreadable(error);
  }
}

const reasons: Partial<Record<string, string>> = { ENOENT: 'does not exist', EACCES: 'may not be read' };

/** What the file system has to say, as a word about the file. */
function unreadable(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const code = 'code' in error ? String(error.code) : error.message;
  return new BrokenFile(reasons[code] ?? `cannot be read (${code})`);
}
