import type { NewActivity } from '@timetracker/activities';
import { type Leaf, newLeaves } from '@timetracker/log/node';
import type { ClientBase } from 'pg';
import { copyRows } from './copy-rows.ts';
import { leavesTable, narrowTable, type SealedActivity, wideTable } from './trail-tables.ts';

/** Of one COPY: their leaves wait in memory for the next one. */
const BATCH = 20_000;
/** Hashed at once: small, so that the database never waits for long. */
const HASHED = 250;

/**
 * Writes activities and their leaves.
 * @param narrow whether activities have their leaves in their rows
 * @param onWritten called with how many are written so far
 */
export async function writeTrail(
  connection: ClientBase,
  activities: Iterator<NewActivity>,
  narrow: boolean,
  onWritten: (written: number) => void,
): Promise<void> {
  for (let written = 0; ; onWritten(written)) {
    const leaves: Leaf[] = [];
    // Made while the database reads those before: this is what takes the time.
    await copyRows(connection, narrow ? narrowTable : wideTable, hashing(activities, leaves));
    if (leaves.length === 0) return;
    if (!narrow) await copyRows(connection, leavesTable, leaves);
    written += leaves.length;
  }
}

/** The next batch of activities; what their leaves are is known when all were taken. */
function* hashing(activities: Iterator<NewActivity>, leaves: Leaf[]): Generator<SealedActivity> {
  while (leaves.length < BATCH) {
    const some = take(activities, HASHED);
    if (some.length === 0) return;
    const theirs = newLeaves(some);
    leaves.push(...theirs);
    for (const [index, leaf] of theirs.entries()) {
      const activity = some[index];
      if (activity) yield { activity, leaf };
    }
  }
}

function take<Row>(rows: Iterator<Row>, count: number): Row[] {
  const taken: Row[] = [];
  while (taken.length < count) {
    const next = rows.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}
