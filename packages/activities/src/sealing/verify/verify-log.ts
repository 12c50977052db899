import type { IdRange } from '@timetracker/db';
import { type Hash, openCheckpoint } from '@timetracker/log';
import { fastCheck } from '@timetracker/log/node';
import { KEPT_LEVELS } from '../log-nodes.ts';
import { checkOrder } from './check-order.ts';
import { checkPosition, type Places, placesOf } from './check-position.ts';
import { noClaims, noteClaim } from './claims.ts';
import { type Finding, found, LogFinding } from './finding.ts';
import type { LogEvidence, LogSlice } from './log-evidence.ts';
import {
  createTreeCheck,
  nodeKey,
  type OtherKey,
  type OutsideCheckpoint,
  type TreeCheck,
} from './tree-check.ts';
import { checkLists, type InProgress } from './vouched-lists.ts';

/** What verifying came to. */
export type Verdict = SoundLog | ({ ok: false } & Finding);

export interface SoundLog {
  ok: true;
  /** How many leaves there are, and the root over them. */
  size: number;
  root: Hash;
  /** The size of the newest checkpoint: what came later is only proved once it is sealed. */
  sealed: number;
  erased: number;
  purged: number;
  in_progress: InProgress;
  /** Keys that signed older checkpoints and that the auditor did not name; empty when none were named. */
  other_keys: OtherKey[];
}

export interface VerifyOptions {
  /** Signed notes that were kept outside. */
  outside?: readonly string[];
  /** Called with each id that was reached, and the last one. */
  onProgress?: (done: number, total: number) => void;
  /** Ids that are read at once. */
  slice?: number;
  /** Every how many levels the tree is stored; other than usual only for small trees. */
  keptLevels?: number;
  /** The time that it is, in milliseconds of the epoch: erasures and purges that are open for too long are a finding. */
  now?: number;
}

const SLICE = 4_096;

/**
 * Recomputes a log from its activities and compares it with everything that is stored about it and with what was kept
 * outside, in id order and in bounded memory. Ends at the first thing that is wrong.
 */
export async function verifyLog(evidence: LogEvidence, options: VerifyOptions = {}): Promise<Verdict> {
  try {
    return await verify(evidence, options);
  } catch (error) {
    if (error instanceof LogFinding) return { ok: false, ...error.finding };
    throw error;
  }
}

async function verify(evidence: LogEvidence, options: VerifyOptions): Promise<SoundLog> {
  const { slice = SLICE, keptLevels = KEPT_LEVELS, now = Date.now(), onProgress } = options;
  if (evidence.odd !== undefined) found('changed', null, evidence.odd);
  if (evidence.lowest < 1)
    found('inserted', evidence.lowest, `activity ${evidence.lowest} was put in before the first one`);
  const outside = openOutside(evidence, options.outside ?? []);
  const tree = createTreeCheck(evidence, keptLevels);
  const claims = noClaims();
  const counts = { intact: 0, erased: 0, purged: 0 };

  for await (const { after, upTo } of slicesOf(evidence, slice)) {
    const read = await evidence.read(after, upTo);
    checkOrder(read);
    const walk = walkOf(read, outside);
    for (let id = after + 1; id <= upTo; id++) {
      const { leaf, standing } = await checkPosition(evidence, walk.places, id);
      counts[standing]++;
      const activity = walk.places.activities.get(id);
      if (activity) noteClaim(claims, activity);
      tree.add(leaf.hash, walk.nodes);
      walk.checkSize(tree);
    }
    onProgress?.(upTo, evidence.highest);
  }
  tree.finish();
  const beyond = outside.find(({ size }) => size > tree.size);
  if (beyond)
    found(
      'missing',
      tree.size + 1,
      `the given checkpoint has ${beyond.size} activities, the log ${tree.size}`,
    );
  if (evidence.strayNode)
    found('changed', null, `there is a node of no tree, ${nodeKey(evidence.strayNode)}`);
  const in_progress = await checkLists(evidence, claims, now);
  const { erased, purged } = counts;
  return {
    ok: true,
    size: tree.size,
    root: tree.root(),
    sealed: evidence.sealed,
    erased,
    purged,
    in_progress,
    other_keys: tree.otherKeys(),
  };
}

/** All ids, at most so many at once, and fewer where activities are big. */
async function* slicesOf(evidence: LogEvidence, most: number): AsyncIterable<IdRange> {
  for (let after = 0; after < evidence.highest; after += most)
    yield* evidence.slices(after, Math.min(after + most, evidence.highest));
}

/** A slice, ready to be walked through. */
function walkOf(slice: LogSlice, outside: readonly OutsideCheckpoint[]) {
  const places: Places = placesOf(slice);
  const nodes = new Map(slice.nodes.map((node) => [nodeKey(node), node.hash]));
  const inside = new Map(slice.checkpoints.map((row) => [row.size, row]));
  return {
    places,
    nodes,
    checkSize: (tree: TreeCheck) => {
      const row = inside.get(tree.size);
      if (row) tree.checkInside(row);
      for (const checkpoint of outside) if (checkpoint.size === tree.size) tree.checkOutside(checkpoint);
    },
  };
}

/** What the notes from outside say, smallest first; they count only when a key of the log signed them. */
function openOutside({ keys }: LogEvidence, notes: readonly string[]): OutsideCheckpoint[] {
  return notes
    .map((note) => {
      const opened = openCheckpoint(note, keys, fastCheck);
      if (opened.ok) return opened.checkpoint;
      return opened.problem === 'unreadable'
        ? found('changed', null, 'the given checkpoint is not one')
        : found('changed', null, 'the given checkpoint is not signed by a key of this log');
    })
    .sort((a, b) => a.size - b.size);
}
