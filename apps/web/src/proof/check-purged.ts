import type { NoteVerifier } from '@timetracker/log';
import type { PurgedProof } from '@timetracker/shared';
import type { Check } from './check.ts';
import { checkPath, checkSeal } from './check-proof.ts';

/** What there is to judge a purged activity by. Nothing of it is trusted. */
export interface PurgedEvidence {
  /** The number that the proof was asked for. */
  id: number;
  proof: PurgedProof;
  verifiers: readonly NoteVerifier[];
}

/** Recomputes the way of a leaf whose activity is gone. What it was the leaf of, nobody can tell any more. */
export const checkPurged = ({ id, proof, verifiers }: PurgedEvidence): Check[] => [
  { title: 'proof.purged.content', result: 'open', says: 'proof.purged.content_gone' },
  checkPath(id, proof),
  checkSeal(proof.checkpoint, verifiers),
];
