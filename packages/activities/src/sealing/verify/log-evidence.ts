import type { IdRange } from '@timetracker/db';
import type { Hash, NoteVerifier, Subtree, SubtreeNode } from '@timetracker/log';
import type { PersonalFields, PublicFacts } from '@timetracker/shared';

/** An activity as its row says. */
export type LoggedActivity = PublicFacts & PersonalFields;

/** An activity as it is stored. */
export type StoredActivity = LoggedActivity & {
  /** Whether the numbers in its metadata are stored as they are read: others may be read as the same. */
  exact: boolean;
};

/** A leaf as it is stored: intact with its salt, erased with its commitment, purged with neither. Hex. */
export interface StoredLeaf {
  id: number;
  hash: Hash;
  salt: string | null;
  commitment: Hash | null;
}

/** What an erasure put in the place of an activity's personal fields; without a salt, a later one did so again. */
export interface Rewrite {
  erasure_id: string;
  activity_id: number;
  digest: Hash;
  salt: string | null;
}

/** Activities that a purge removed, both ends included. */
export interface PurgedRange {
  purge_id: string;
  first_id: number;
  last_id: number;
}

/** A checkpoint as it is stored: what its columns say, and its note. */
export interface CheckpointRow {
  size: number;
  root: Hash;
  note: string;
}

/** All that is stored about some ids, in their order. */
export interface LogSlice {
  activities: readonly StoredActivity[];
  leaves: readonly StoredLeaf[];
  rewrites: readonly Rewrite[];
  /** Those that reach into the slice. */
  ranges: readonly PurgedRange[];
  /** Those that the slice's leaves complete. */
  nodes: readonly SubtreeNode[];
  /** Those of the slice's sizes, in order. */
  checkpoints: readonly CheckpointRow[];
}

/** Everything there is to judge a log by, at one moment. Nothing of it is trusted. */
export interface LogEvidence {
  /** The number that was given last. */
  head: number;
  /** The lowest id that an activity or a leaf has; 1 when there is none. */
  lowest: number;
  /** The highest number that the head, an activity, a leaf or a checkpoint has. */
  highest: number;
  /** The size of the newest checkpoint; 0 without one. */
  sealed: number;
  /** The keys that checkpoints were signed with. */
  keys: readonly NoteVerifier[];
  /** Those that an auditor wrote down: one of them has to have signed the newest checkpoint, which covers all before it. */
  pinned?: readonly NoteVerifier[];
  /** What of it cannot be read as it is stored, as a sentence; undefined when all can. */
  odd: string | undefined;
  /** A node that no tree of the highest number has; undefined when there is none. */
  strayNode: Subtree | undefined;
  /** Divides a range of ids into such as can be read at once, whatever their activities hold. */
  slices: (after: number, upTo: number) => AsyncIterable<IdRange>;
  /** What is stored about the ids above `after` and up to `upTo`. */
  read: (after: number, upTo: number) => Promise<LogSlice>;
  /** All rewrites, by erasure and activity. */
  rewrites: () => AsyncIterable<readonly Rewrite[]>;
  /** All purged ranges, by purge and first id. */
  ranges: () => AsyncIterable<readonly PurgedRange[]>;
}
