import { found } from './finding.ts';
import { fits } from './leaf-fit.ts';
import type { LogEvidence, LoggedActivity, StoredLeaf } from './log-evidence.ts';

interface Place {
  activity?: LoggedActivity | undefined;
  leaf?: StoredLeaf | undefined;
}

/** Whether the activity of one place is what the leaf of another was made of. */
const belongs = ({ activity }: Place, { leaf }: Place): boolean =>
  activity !== undefined && leaf !== undefined && fits(activity, leaf, leaf.id);

/** Whether activity and leaf of a place were made for another id, and moved together. */
const madeFor = ({ activity, leaf }: Place, id: number): boolean =>
  activity !== undefined && leaf !== undefined && fits(activity, leaf, id);

/**
 * Names what was done to the first activity that does not hash to its leaf. Reads the log once more in the worst case.
 * @throws {LogFinding} always
 */
export async function classify(evidence: LogEvidence, id: number): Promise<never> {
  const [here, next, afterNext] = await placesFrom(evidence, id);
  if ((belongs(next, here) && !belongs(here, next)) || (madeFor(next, id) && !madeFor(here, id + 1)))
    found('inserted', id, `activity ${id} was put in before the one that belongs there`);
  if (belongs(here, next) && (!next.activity || belongs(next, afterNext)))
    found('missing', id, `activity ${id} is missing, and what follows has moved up`);
  const home = await homeOf(evidence, here, id);
  if (home === undefined) found('changed', id, `activity ${id} is not what its leaf was made of`);
  if (home.together && home.id < id)
    found('inserted', home.id, `activity ${home.id} was put in, and what follows has moved down`);
  if (home.together && (!next.activity || madeFor(next, home.id + 1)))
    found('missing', id, `activity ${id} is missing, and what follows has moved up`);
  found('re-ordered', id, `what belongs at ${home.id} stands at ${id}`);
}

async function placesFrom(evidence: LogEvidence, id: number): Promise<[Place, Place, Place]> {
  const { activities, leaves } = await evidence.read(id - 1, id + 2);
  const place = (at: number): Place => ({
    activity: activities.find((one) => one.id === at),
    leaf: leaves.find((one) => one.id === at),
  });
  return [place(id), place(id + 1), place(id + 2)];
}

/** Where what stands at an id belongs: with its leaf (`together`) or without it. */
async function homeOf(
  evidence: LogEvidence,
  here: Place,
  id: number,
): Promise<{ id: number; together: boolean } | undefined> {
  const { activity } = here;
  if (!activity) return undefined;
  for await (const { after, upTo } of evidence.slices(0, evidence.highest)) {
    const { leaves } = await evidence.read(after, upTo);
    for (const leaf of leaves) {
      if (leaf.id === id) continue;
      if (madeFor(here, leaf.id)) return { id: leaf.id, together: true };
      // Rows that changed places, or leaves that did.
      if (fits(activity, leaf, leaf.id) || fits(activity, leaf, id)) return { id: leaf.id, together: false };
    }
  }
  return undefined;
}
