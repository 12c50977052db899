import type { NoteVerifier, SubtreeNode } from '@timetracker/log';
import { hasExactNumbers } from './exact-numbers.ts';
import type {
  CheckpointRow,
  LogEvidence,
  LoggedActivity,
  PurgedRange,
  Rewrite,
  StoredLeaf,
} from './log-evidence.ts';

/** What the tables of a log hold, in memory. */
export interface MemoryLog {
  head: number;
  activities: Map<number, LoggedActivity>;
  leaves: Map<number, StoredLeaf>;
  rewrites: Rewrite[];
  ranges: PurgedRange[];
  nodes: SubtreeNode[];
  checkpoints: CheckpointRow[];
  keys: NoteVerifier[];
  /** Metadata that is stored with other numbers than are read. */
  texts: Map<number, string>;
  /** Rows beside those of the same key. */
  twice: { activities: LoggedActivity[]; leaves: StoredLeaf[] };
}

/** Every how many levels the tree of such a log is kept: so small trees have nodes, too. */
export const TEST_LEVELS = 2;

const completedAt = ({ level, index }: SubtreeNode) => (index + 1) * 2 ** level;

const byId = <Row extends { id: number }>(rows: Row[]): Row[] => rows.sort((a, b) => a.id - b.id);

/** What the tables say, as verifying reads it. */
export function evidenceOf(log: MemoryLog): LogEvidence {
  const ids = [...log.activities.keys(), ...log.leaves.keys()];
  const sealed = Math.max(0, ...log.checkpoints.map(({ size }) => size));
  const highest = Math.max(log.head, sealed, ...ids);
  const within = (after: number, upTo: number) => (id: number) => id > after && id <= upTo;
  return {
    head: log.head,
    lowest: Math.min(1, ...ids),
    highest,
    sealed,
    keys: log.keys,
    odd: undefined,
    strayNode: log.nodes.find((node) => node.level % TEST_LEVELS !== 0 || completedAt(node) > highest),
    slices: async function* (after, upTo) {
      yield await Promise.resolve({ after, upTo });
    },
    read: (after, upTo) => {
      const inside = within(after, upTo);
      return Promise.resolve({
        activities: byId([...log.activities.values(), ...log.twice.activities])
          .filter(({ id }) => inside(id))
          .map((one) => ({
            ...one,
            exact: hasExactNumbers(log.texts.get(one.id) ?? JSON.stringify(one.extra_data)),
          })),
        leaves: byId([...log.leaves.values(), ...log.twice.leaves]).filter(({ id }) => inside(id)),
        rewrites: log.rewrites
          .filter(({ activity_id }) => inside(activity_id))
          .sort((a, b) => a.activity_id - b.activity_id),
        ranges: log.ranges
          .filter(({ first_id, last_id }) => last_id > after && first_id <= upTo)
          .sort((a, b) => a.first_id - b.first_id),
        nodes: log.nodes.filter((node) => inside(completedAt(node))).sort((a, b) => a.index - b.index),
        checkpoints: log.checkpoints.filter(({ size }) => inside(size)).sort((a, b) => a.size - b.size),
      });
    },
    rewrites: () =>
      inOrder(
        log.rewrites,
        (one) => one.erasure_id,
        (one) => one.activity_id,
      ),
    ranges: () =>
      inOrder(
        log.ranges,
        (one) => one.purge_id,
        (one) => one.first_id,
      ),
  };
}

async function* inOrder<Row>(
  rows: readonly Row[],
  list: (row: Row) => string,
  place: (row: Row) => number,
): AsyncIterable<readonly Row[]> {
  yield await Promise.resolve(rows.toSorted((a, b) => list(a).localeCompare(list(b)) || place(a) - place(b)));
}
