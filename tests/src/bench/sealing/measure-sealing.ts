import type { Pace } from '../pace.ts';
import { measureProofs, type ProofReading } from './measure-proofs.ts';
import { measureSealedWrites, type SealedWrites } from './sealed-writes.ts';

/** What a provable trail costs those who write, and how soon it answers those who ask. */
export interface Sealing {
  writes: SealedWrites;
  proofs: ProofReading[];
}

/** Measures both, on histories of these sizes in a cluster. */
export const measureSealing = async (
  cluster: string,
  sizes: readonly number[],
  pace: Pick<Pace, 'sealed_writes' | 'proofs'>,
): Promise<Sealing> => ({
  writes: await measureSealedWrites(pace.sealed_writes),
  proofs: await measureProofs(cluster, sizes, pace.proofs),
});
