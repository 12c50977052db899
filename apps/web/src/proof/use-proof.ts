import type { NoteVerifier } from '@timetracker/log';
import { type Activity, type ActivityProofOutput, errorKinds } from '@timetracker/shared';
import { useMemo } from 'react';
import { errorBodyOf } from '../api/api-error.ts';
import { trpc } from '../api/trpc.ts';
import { useIsAdmin } from '../session/me.ts';
import type { Check } from './check.ts';
import { checkProof, type ProofEvidence } from './check-proof.ts';
import { checkPurged, type PurgedEvidence } from './check-purged.ts';
import { useVerifiers } from './use-verifiers.ts';

/** How often somebody who waits for a seal looks again. */
const PACE_MS = 5_000;
const NEVER = Number.POSITIVE_INFINITY;

const isUnsealed = (error: unknown) => errorBodyOf(error)?.error === errorKinds.conflict.error;

/** A purged activity has nothing to show but its proof. */
export type Evidence = ProofEvidence | PurgedEvidence;

function evidenceOf(
  id: number,
  activity: Activity | undefined,
  proof: ActivityProofOutput | undefined,
  verifiers: readonly NoteVerifier[] | undefined,
): Evidence | undefined {
  if (!proof || !verifiers) return undefined;
  if (proof.state === 'purged') return { id, proof, verifiers };
  return activity && { id, activity, proof, verifiers };
}

const checksOf = (evidence: Evidence): Check[] =>
  'activity' in evidence ? checkProof(evidence) : checkPurged(evidence);

/**
 * An activity, or what is left of one that was purged, what proves it, and what came of recomputing that. Looks again by
 * itself until it is sealed.
 */
export function useProof(id: number) {
  const isAdmin = useIsAdmin();
  const activity = trpc.activity.get.useQuery(
    { id: String(id), ...(isAdmin && { include: 'security' }) },
    { staleTime: NEVER, refetchOnMount: 'always' },
  );
  const proof = trpc.activity.proof.useQuery(
    { id: String(id) },
    {
      staleTime: NEVER,
      refetchOnMount: 'always',
      refetchInterval: ({ state }) => (isUnsealed(state.error) ? PACE_MS : false),
    },
  );
  const { asked: keys, verifiers } = useVerifiers();
  const evidence = useMemo(
    () => evidenceOf(id, activity.data, proof.data, verifiers),
    [id, activity.data, proof.data, verifiers],
  );
  const checks = useMemo(() => evidence && checksOf(evidence), [evidence]);
  // Of a purged activity there is a proof, and nothing to show.
  const isShown = proof.data !== undefined && proof.data.state !== 'purged';
  const asked = isShown || proof.isError ? [activity, proof, keys] : [proof, keys];
  const failed = asked.find(({ error }) => error !== null && !isUnsealed(error));
  return {
    evidence,
    checks,
    isUnsealed: isUnsealed(proof.error),
    error: failed?.error ?? undefined,
    isChecking: activity.isFetching || proof.isFetching || keys.isFetching,
    /** Asks for everything anew, in one request. */
    again: () => void Promise.all([activity.refetch(), proof.refetch(), keys.refetch()]),
  };
}
