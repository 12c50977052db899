import {
  hashFromBase64,
  hashToBase64,
  leafHash,
  type NoteVerifier,
  openCheckpoint,
  rootOfInclusion,
  textHash,
} from '@timetracker/log';
import {
  type Activity,
  type ActivityProof,
  type LogCheckpoint,
  logEntry,
  personalText,
} from '@timetracker/shared';
import type { Check } from './check.ts';

/** A leaf and its way to the root, as it is stated. */
export type LeafWay = Pick<ActivityProof, 'leaf_hash' | 'index' | 'path' | 'checkpoint'>;

/** What there is to judge an activity by. Nothing of it is trusted. */
export interface ProofEvidence {
  /** The number that the proof was asked for. */
  id: number;
  /** The activity as it is shown; to administrators with `ip_address`, `user_agent` and `posted`. */
  activity: Activity;
  proof: ActivityProof;
  verifiers: readonly NoteVerifier[];
}

/**
 * Recomputes an activity's way into a checkpoint. Every step starts from what is stated and ends with what is stated
 * next, so that what is wrong shows where it is wrong.
 */
export const checkProof = ({ id, activity, proof, verifiers }: ProofEvidence): Check[] => [
  checkPersonal(activity, proof),
  checkEntry(id, activity, proof),
  checkLeaf(proof),
  checkPath(id, proof),
  checkSeal(proof.checkpoint, verifiers),
];

/** From what is shown of persons to the commitment. */
function checkPersonal(activity: Activity, { personal, state, commitment }: ActivityProof): Check {
  const title = 'proof.personal';
  if (state === 'erased') return { title, result: 'open', says: 'proof.personal.erased' };
  if (!personal) return { title, result: 'open', says: 'proof.personal.withheld' };
  const { ip_address = null, user_agent = null, posted = null } = activity;
  const computed = textHash(personal.salt + personalText({ ...activity, ip_address, user_agent, posted }));
  const evidence = { title, computed, expected: commitment } as const;
  return computed === commitment
    ? { ...evidence, result: 'holds', says: 'proof.personal.holds' }
    : { ...evidence, result: 'fails', says: 'proof.personal.fails' };
}

/** From the public facts as they are shown, with the commitment, to the entry of the log. */
function checkEntry(id: number, activity: Activity, { entry, commitment }: ActivityProof): Check {
  const computed = logEntry({ ...activity, id, recorded_at: recordedAt(entry) }, commitment);
  const evidence = { title: 'proof.entry', computed, expected: entry } as const;
  return computed === entry
    ? { ...evidence, result: 'holds', says: 'proof.entry.holds' }
    : { ...evidence, result: 'fails', says: 'proof.entry.fails' };
}

/** When the activity was stored: only its entry says so. */
function recordedAt(entry: string): string {
  try {
    const said: unknown = JSON.parse(entry);
    return typeof said === 'object' && said !== null && 'recorded_at' in said ? String(said.recorded_at) : '';
  } catch {
    return '';
  }
}

/** From the entry to the leaf. */
function checkLeaf({ entry, leaf_hash }: ActivityProof): Check {
  const computed = hashToBase64(leafHash(entry));
  const evidence = { title: 'proof.leaf', computed, expected: leaf_hash } as const;
  return computed === leaf_hash
    ? { ...evidence, result: 'holds', says: 'proof.leaf.holds' }
    : { ...evidence, result: 'fails', says: 'proof.leaf.fails' };
}

/** From the leaf, which stands at the activity's own place, to the root. */
export function checkPath(id: number, { leaf_hash, index, path, checkpoint }: LeafWay): Check {
  const [leaf, ...beside] = [leaf_hash, ...path].map(hashFromBase64);
  const hashes = beside.filter((hash) => hash !== undefined);
  const isWhole = leaf !== undefined && hashes.length === path.length && index === id - 1;
  const root = isWhole ? rootOfInclusion({ leaf, index, size: checkpoint.size, path: hashes }) : undefined;
  const computed = root && hashToBase64(root);
  const evidence = { title: 'proof.path', computed, expected: checkpoint.root } as const;
  return computed === checkpoint.root
    ? { ...evidence, result: 'holds', says: 'proof.path.holds' }
    : { ...evidence, result: 'fails', says: 'proof.path.fails' };
}

/** From the root to the signature over it. */
export function checkSeal({ note, size, root }: LogCheckpoint, verifiers: readonly NoteVerifier[]): Check {
  const title = 'proof.seal';
  const opened = openCheckpoint(note, verifiers);
  if (!opened.ok) return { title, result: 'fails', says: `proof.seal.${opened.problem}` };
  const said = opened.checkpoint;
  return said.size === size && hashToBase64(said.root) === root
    ? { title, result: 'holds', says: 'proof.seal.holds' }
    : {
        title,
        result: 'fails',
        says: 'proof.seal.differs',
        computed: hashToBase64(said.root),
        expected: root,
      };
}
