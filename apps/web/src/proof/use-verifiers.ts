import { type NoteVerifier, parseVerifier } from '@timetracker/log';
import { useMemo } from 'react';
import { trpc } from '../api/trpc.ts';

/** The keys that the server lists, as what to check signatures with. */
export function useVerifiers() {
  const asked = trpc.audit.keys.useQuery();
  const keys = asked.data?.keys;
  const verifiers = useMemo(
    (): NoteVerifier[] | undefined => keys?.flatMap(({ verifier }) => parseVerifier(verifier) ?? []),
    [keys],
  );
  return { asked, keys, verifiers };
}
