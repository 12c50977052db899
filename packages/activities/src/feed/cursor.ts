import { invalid, LAST_INSTANT } from '@timetracker/shared';
import { z } from 'zod';

/** A place in the feed: the sort key of the last activity that was read. */
export interface FeedPosition {
  created_at: Date;
  id: number;
}

// Activities are not from before 1970, and ids are whole numbers that JSON keeps.
const position = z.tuple([z.int().min(0).max(LAST_INSTANT), z.int().min(0)]);

/**
 * An opaque, URL-safe text for a place in the feed, which {@link decodeCursor} takes: a place where no activity can be
 * becomes the nearest one where they can.
 */
export const encodeCursor = ({ created_at, id }: FeedPosition): string =>
  Buffer.from(JSON.stringify(reachable(created_at.getTime(), id))).toString('base64url');

function reachable(time: number, id: number): [time: number, id: number] {
  if (time < 0) return [0, 0];
  if (time > LAST_INSTANT) return [LAST_INSTANT, Number.MAX_SAFE_INTEGER];
  return [time, Math.min(Math.max(id, 0), Number.MAX_SAFE_INTEGER)];
}

const origins = { cursor: 'next_cursor', newer_than: 'prev_cursor' };

/**
 * @param parameter which parameter the text was given as
 * @throws {AppError} invalid when the text is not one that {@link encodeCursor} made
 */
export function decodeCursor(cursor: string, parameter: keyof typeof origins = 'cursor'): FeedPosition {
  try {
    const [time, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { created_at: new Date(time), id };
  } catch {
    throw invalid(parameter, `must be the ${origins[parameter]} of an earlier answer`);
  }
}
