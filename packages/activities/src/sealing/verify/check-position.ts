import { classify } from './classify.ts';
import { found } from './finding.ts';
import { fits, personalDigest } from './leaf-fit.ts';
import type {
  LogEvidence,
  LogSlice,
  PurgedRange,
  Rewrite,
  StoredActivity,
  StoredLeaf,
} from './log-evidence.ts';

/** A slice by id. */
export interface Places {
  activities: Map<number, StoredActivity>;
  leaves: Map<number, StoredLeaf>;
  /** What says what stands in the place of personal fields now: the rewrites with a salt. One each, if all is well. */
  rewrites: Map<number, Rewrite[]>;
  ranges: readonly PurgedRange[];
}

/** What an id turned out to be. */
export type Standing = 'intact' | 'erased' | 'purged';

export function placesOf(slice: LogSlice): Places {
  return {
    activities: new Map(slice.activities.map((one) => [one.id, one])),
    leaves: new Map(slice.leaves.map((one) => [one.id, one])),
    rewrites: Map.groupBy(
      slice.rewrites.filter((one) => one.salt !== null),
      (one) => one.activity_id,
    ),
    ranges: slice.ranges,
  };
}

/**
 * Checks that an activity is what its leaf was made of, or was erased or purged as the tables say.
 * @throws {LogFinding} when not
 */
export async function checkPosition(
  evidence: LogEvidence,
  places: Places,
  id: number,
): Promise<{ leaf: StoredLeaf; standing: Standing }> {
  const activity = places.activities.get(id);
  const leaf = places.leaves.get(id);
  if ((activity ?? leaf) && id > evidence.head)
    found('inserted', id, `activity ${id} was never given its number`);
  if (!activity) return { leaf: purgedLeaf(places, id, leaf), standing: 'purged' };
  if (!leaf) return leafless(evidence, id);
  if (isPurged(places, id)) found('inserted', id, `activity ${id} stands where a purge removed one`);
  if (leaf.salt === null && leaf.commitment === null)
    found('changed', id, `the salt of activity ${id} is gone`);
  if (!fits(activity, leaf, id)) return classify(evidence, id);
  if (!activity.exact)
    found('changed', id, `activity ${id} has numbers that are read as what was logged, but are others`);
  if (leaf.salt !== null) return { leaf, standing: 'intact' };
  checkRewrite(activity, places.rewrites.get(id));
  return { leaf, standing: 'erased' };
}

const isPurged = ({ ranges }: Places, id: number): boolean =>
  ranges.some((range) => range.first_id <= id && id <= range.last_id);

function purgedLeaf(places: Places, id: number, leaf: StoredLeaf | undefined): StoredLeaf {
  if (!leaf) found('missing', id, `activity ${id} is missing, and its leaf`);
  if (leaf.salt !== null || leaf.commitment !== null || !isPurged(places, id))
    found('missing', id, `activity ${id} is missing`);
  return leaf;
}

function leafless({ sealed }: LogEvidence, id: number): never {
  if (id <= sealed) found('missing', id, `the leaf of activity ${id} is missing`);
  found('inserted', id, `activity ${id} was put in without a leaf`);
}

/** An erased activity says what its erasure put there. */
function checkRewrite(activity: StoredActivity, rewrites: readonly Rewrite[] = []): void {
  const says = ({ salt, digest }: Rewrite) => salt !== null && personalDigest(activity, salt) === digest;
  if (rewrites.length === 1 && rewrites.every(says)) return;
  found('changed', activity.id, `activity ${activity.id} does not say what its erasure put there`);
}
