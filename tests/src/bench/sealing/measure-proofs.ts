import { isDeepStrictEqual } from 'node:util';
import { type ProvedActivity, proveActivity, verifyStoredLog } from '@timetracker/activities';
import { interleaved } from '../interleaved.ts';
import type { Pace } from '../pace.ts';
import { chance } from '../reads/chance.ts';
import { type History, openHistory } from '../reads/history.ts';
import { visibilityIn } from '../reads/viewers.ts';
import { rounded, type Spread, spreadOf } from '../statistics.ts';
import { recomputePath } from './recompute-path.ts';
import { sealHistory } from './seal-history.ts';

/** Proofs of random activities out of a sealed history. */
export interface ProofReading {
  activities: number;
  /** How many of them are sealed. */
  leaves: number;
  /** Milliseconds a proof. */
  product: Spread;
  /** The same path by recomputing the tree from all leaf hashes. */
  recomputed: Spread;
  /** Whether path and root are the same, in a turn before those that count. */
  same_answer: boolean;
  /** How fast everything is verified; undefined for what would take minutes. */
  verified_per_second: number | undefined;
}

const BEFORE = -1;
const VERIFIED = 1_000_000;

/** How long the product's function behind `GET /api/activities/:id/proof` takes, for an administrator. */
export async function measureProofs(
  cluster: string,
  sizes: readonly number[],
  pace: Pace['proofs'],
): Promise<ProofReading[]> {
  const readings: ProofReading[] = [];
  for (const size of sizes) {
    const history = await openHistory(cluster, size);
    try {
      readings.push(await readProofs(history, pace));
    } finally {
      await history.close();
    }
  }
  return readings;
}

async function readProofs(history: History, pace: Pace['proofs']): Promise<ProofReading> {
  const { db, activities } = history;
  const leaves = await sealHistory(history);
  const visibility = visibilityIn.administrator(history);
  const indexIn = (turn: number) => Math.floor(chance(turn) * leaves);
  const product = async (turn: number): Promise<ProvedActivity> => {
    const proved = await proveActivity(db.em.fork(), String(indexIn(turn) + 1), visibility, true);
    if (!proved || 'unsealed' in proved) throw new Error(`Activity ${indexIn(turn) + 1} has no proof`);
    return proved;
  };
  const recomputed = (turn: number) => recomputePath(db.em.fork(), indexIn(turn), leaves);
  const { path, checkpoint } = await product(BEFORE);
  const same_answer = isDeepStrictEqual(await recomputed(BEFORE), { path, root: checkpoint.root });
  const times = await interleaved({ product, recomputed }, pace);
  return {
    activities,
    leaves,
    product: spreadOf(times.product),
    recomputed: spreadOf(times.recomputed),
    same_answer,
    verified_per_second: activities > VERIFIED ? undefined : await verifiedPerSecond(history),
  };
}

async function verifiedPerSecond({ db, activities }: History): Promise<number> {
  const begin = performance.now();
  const verdict = await verifyStoredLog(db.em.fork());
  if (!verdict.ok) throw new Error(`The history of ${activities} is damaged: ${verdict.message}`);
  return rounded((activities / (performance.now() - begin)) * 1_000);
}
