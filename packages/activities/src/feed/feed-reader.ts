import type { KeysetPosition } from './page/keyset-position.ts';
import type { ActivityRow } from './present-activity.ts';
import type { ReadAllowance } from './read-allowance.ts';

/** Where in a trail to read. */
export interface Wanted {
  /** Beside this place; else from the newest one on. */
  place?: KeysetPosition;
  limit: number;
  /** How many to step over; only without a place. */
  offset?: number;
  /** What the activities are taken from. */
  allowance: ReadAllowance;
}

/** The activities that somebody asks for and may see, in the feed's order, wherever they are read from. */
export interface FeedReader {
  total: number;
  /** Newest first; beside a place upwards, the nearest above it, oldest first. @throws {HeavyRead} */
  read: (wanted: Wanted) => Promise<ActivityRow[]>;
}
