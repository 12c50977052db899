import { errorKinds } from '@timetracker/shared';
import { useMemo } from 'react';
import { errorBodyOf } from '../api-error.ts';
import { useIsAdmin } from '../session/me.ts';
import { trpc } from '../trpc.ts';
import { checkProof } from './check-proof.ts';
import { useVerifiers } from './use-verifiers.ts';

/** How often somebody who waits for a seal looks again. */
const PACE_MS = 5_000;
const NEVER = Number.POSITIVE_INFINITY;

const isUnsealed = (error: unknown) => errorBodyOf(error)?.error === errorKinds.conflict.error;

/** An activity, what proves it, and what came of recomputing that. Looks again by itself until it is sealed. */
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
    () =>
      activity.data && proof.data && verifiers
        ? { id, activity: activity.data, proof: proof.data, verifiers }
        : undefined,
    [id, activity.data, proof.data, verifiers],
  );
  const checks = useMemo(() => evidence && checkProof(evidence), [evidence]);
  const failed = [activity, proof, keys].find(({ error }) => error !== null && !isUnsealed(error));
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
