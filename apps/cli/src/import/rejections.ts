import { type FileHandle, open, stat } from 'node:fs/promises';
import { AppError } from '@timetracker/shared';
import type { Rejection } from './candidate.ts';

/** Takes what could not be imported. */
export interface Rejections {
  add: (rejections: readonly Rejection[]) => Promise<void>;
  count: () => number;
  first: () => Rejection | undefined;
  close: () => Promise<void>;
}

/**
 * Writes rejected rows to a file, one JSON object each: number, reason and content. The file is made anew when the first
 * one comes; without any it stays as it is.
 * @param unit what the numbers count, which is their name in the file
 * @throws {AppError} invalid when the file is the one that is imported
 */
export async function openRejections(path: string, unit: string, imported: string): Promise<Rejections> {
  if (await isSame(path, imported))
    throw new AppError('invalid', `--rejected must name another file than ${imported}`);
  let file: FileHandle | undefined;
  let first: Rejection | undefined;
  let count = 0;
  return {
    add: async (rejections) => {
      if (rejections.length === 0) return;
      first ??= rejections[0];
      count += rejections.length;
      const lines = rejections.map(
        ({ number, reason, content }) => `${JSON.stringify({ [unit]: number, reason, content })}\n`,
      );
      try {
        file ??= await open(path, 'w');
        await file.appendFile(lines.join(''));
      } catch (cause) {
        const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
        throw new AppError('invalid', `--rejected: ${path} cannot be written (${code})`, { cause });
      }
    },
    count: () => count,
    first: () => first,
    close: async () => file?.close(),
  };
}

async function isSame(path: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([path, other].map((one) => stat(one).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}
