import { growTree, type Hash, openCheckpoint, type SubtreeNode } from '@timetracker/log';
import { fastCheck, fastNodeHash } from '@timetracker/log/node';
import { type Finding, found, LogFinding } from './finding.ts';
import type { CheckpointRow, LogEvidence } from './log-evidence.ts';

/** A checkpoint that somebody kept outside. */
export interface OutsideCheckpoint {
  size: number;
  root: Hash;
}

/** A key that the auditor did not name, and how many checkpoints it signed. */
export interface OtherKey {
  verifier: string;
  checkpoints: number;
  /** The size of the last one. */
  last: number;
}

export interface TreeCheck {
  readonly size: number;
  root: () => Hash;
  /** Adds a leaf and compares the nodes that it completes. */
  add: (leaf: Hash, stored: ReadonlyMap<string, Hash>) => void;
  /** Compares a stored checkpoint of the present size. */
  checkInside: (checkpoint: CheckpointRow) => void;
  /** Compares a checkpoint from outside of the present size. */
  checkOutside: (checkpoint: OutsideCheckpoint) => void;
  /** To be called after the last leaf. */
  finish: () => void;
  otherKeys: () => OtherKey[];
}

/** What a node is found by. */
export const nodeKey = ({ level, index }: { level: number; index: number }): string => `${level}/${index}`;

/**
 * The tree over the leaves, compared with stored nodes and checkpoints. A node that differs waits for the next checkpoint,
 * which tells whether the activities beneath it were changed, or the node alone.
 * @param keptLevels every how many levels nodes are stored
 */
export function createTreeCheck(evidence: LogEvidence, keptLevels: number): TreeCheck {
  const tree = growTree(undefined, fastNodeHash);
  let agreed = { inside: 0, outside: 0 };
  let origin: string | undefined;
  const others = new Map<string, OtherKey>();
  /** Whether a key that the auditor named has signed a checkpoint. */
  let vouched = false;
  let unsigned: Finding | undefined;
  let differing: (Finding & { id: number; last_id: number }) | undefined;

  const compare = ({ level, index, hash }: SubtreeNode, stored: Hash | undefined): void => {
    const [first, last] = [index * 2 ** level + 1, (index + 1) * 2 ** level];
    if (last > evidence.sealed && stored !== undefined)
      found(
        'missing',
        [first, last],
        `there is a node over ${first} to ${last}, but no checkpoint that covers it`,
      );
    if (last <= evidence.sealed && stored !== hash)
      differing ??= {
        problem: stored === undefined ? 'missing' : 'changed',
        id: first,
        last_id: last,
        message: `the node over ${first} to ${last} ${stored === undefined ? 'is missing' : 'was changed'}`,
      };
  };

  /** A key that has just been made has signed nothing yet: whoever names it alone is told so when nothing else is wrong. */
  const refuseNewest = (size: number, verifier: string): void => {
    if (vouched)
      found(
        'changed',
        size,
        `the newest checkpoint, of ${size}, is not signed by a given key, but by ${verifier}`,
      );
    unsigned = {
      problem: 'unsigned',
      id: null,
      message:
        `nothing is signed with a given key yet; the newest checkpoint, of ${size}, is signed by ${verifier}. ` +
        'If that is the key from before a change that you know of, give it as well; if not, somebody else has signed',
    };
  };

  return {
    get size() {
      return tree.size;
    },
    root: () => tree.root(),
    add: (leaf, stored) => {
      for (const node of tree.append(leaf))
        if (node.level % keptLevels === 0) compare(node, stored.get(nodeKey(node)));
    },
    // The newest checkpoint covers all before it, so that a named key vouches for what older ones signed.
    checkInside: (row) => {
      const { checkpoint: signed, verifier } = checkNote(row, evidence, origin);
      origin = signed.origin;
      const isOther = evidence.pinned?.every(({ text }) => text !== verifier.text) === true;
      if (row.size === evidence.sealed && isOther) refuseNewest(row.size, verifier.text);
      if (evidence.pinned && !isOther) vouched = true;
      if (isOther) {
        const checkpoints = (others.get(verifier.text)?.checkpoints ?? 0) + 1;
        others.set(verifier.text, { verifier: verifier.text, checkpoints, last: row.size });
      }
      if (signed.root !== tree.root()) {
        const first = Math.max(agreed.inside + 1, differing?.id ?? 0);
        const last = differing?.last_id ?? row.size;
        found(
          'changed',
          [first, last],
          `${spanOf(first, last)} not what was sealed: rewritten together with the leaves, for the checkpoint of ${row.size} says otherwise`,
        );
      }
      agreed = { ...agreed, inside: row.size };
      if (differing && differing.last_id <= row.size) throw new LogFinding(differing);
    },
    checkOutside: ({ size, root }) => {
      if (root !== tree.root()) {
        const first = agreed.outside + 1;
        found(
          'changed',
          [first, size],
          `${spanOf(first, size)} not what was sealed: the given checkpoint of ${size} says otherwise`,
        );
      }
      agreed = { ...agreed, outside: size };
    },
    finish: () => {
      if (differing) throw new LogFinding(differing);
      if (unsigned) throw new LogFinding(unsigned);
    },
    otherKeys: () => [...others.values()],
  };
}

const spanOf = (first: number, last: number) =>
  first === last ? `activity ${first} is` : `activities ${first} to ${last} are`;

function checkNote(row: CheckpointRow, { keys }: LogEvidence, origin: string | undefined) {
  const opened = openCheckpoint(row.note, keys, fastCheck);
  if (!opened.ok)
    found('changed', row.size, `the checkpoint of ${row.size} is not signed by a key of this log`);
  const { checkpoint, verifier } = opened;
  if (checkpoint.size !== row.size || checkpoint.root !== row.root)
    found('changed', row.size, `the checkpoint of ${row.size} is stored as another than was signed`);
  if (origin !== undefined && checkpoint.origin !== origin)
    found('changed', row.size, `the checkpoint of ${row.size} is one of another log, ${checkpoint.origin}`);
  return { checkpoint, verifier };
}
