import {
  generateSigner,
  growTree,
  hashToBase64,
  inclusionParts,
  type LeafRange,
  leafHash,
  type NoteSigner,
  parseSigner,
  rootOf,
  signCheckpoint,
  textHash,
} from '@timetracker/log';
import { type Activity, type ActivityProof, logEntry, personalText } from '@timetracker/shared';
import { exampleActivity } from '../activity/data/example-activity.ts';
import type { ProofEvidence } from './check-proof.ts';

const SALT = 'ab'.repeat(32);

/** A key to sign a test's checkpoints with. */
export function aSigner(name = 'example.com/activity'): NoteSigner {
  const signer = parseSigner(generateSigner(name));
  if (!signer) throw new Error('A new key is a key');
  return signer;
}

/** The log of so many entries, all of them made up, but for one. */
export function aLog(size: number, [index, leaf]: [number, string] = [-1, '']) {
  const leaves = Array.from({ length: size }, (_, at) => (at === index ? leaf : leafHash(`entry ${at}`)));
  const rootsOf = (parts: LeafRange[]) =>
    parts.map(({ start, end }) => hashToBase64(rootOf(leaves.slice(start, end))));
  const tree = growTree();
  for (const each of leaves) tree.append(each);
  return { root: tree.root(), rootsOf };
}

/** The checkpoint of a log, as the API shows it. */
export const checkpointOf = (
  size: number,
  root: string,
  signer: NoteSigner,
): ActivityProof['checkpoint'] => ({
  size,
  root: hashToBase64(root),
  note: signCheckpoint({ size, root }, signer),
  created_at: '2025-10-30T14:31:00.000Z',
});

/** An activity with everything that proves it to be in a log of 21 entries, as an administrator gets it. */
export function anEvidence(signer = aSigner()): ProofEvidence {
  const activity: Activity = { ...exampleActivity({ id: 12 }), ip_address: '192.0.2.1', user_agent: null };
  const size = 21;
  const text = personalText({ ...activity, ip_address: '192.0.2.1', user_agent: null });
  const commitment = textHash(SALT + text);
  const entry = logEntry({ ...activity, recorded_at: '2025-10-30T14:30:00.250Z' }, commitment);
  const index = activity.id - 1;
  const { root, rootsOf } = aLog(size, [index, leafHash(entry)]);
  return {
    id: activity.id,
    activity,
    proof: {
      id: activity.id,
      entry,
      commitment,
      state: 'intact',
      personal: { salt: SALT, text, digest: commitment },
      leaf_hash: hashToBase64(leafHash(entry)),
      index,
      path: rootsOf(inclusionParts(index, size)),
      checkpoint: checkpointOf(size, root, signer),
    },
    verifiers: [signer.verifier],
  };
}
