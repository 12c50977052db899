import type { Project } from '@timetracker/shared';
import { trpc } from '../trpc.ts';
import { sayDone, sayFailed } from '../ui/toast.tsx';

/** Puts a project away, or brings it back. */
export function useArchiving({ id, name }: Project) {
  const api = trpc.useUtils();
  const onSettled = () => api.project.invalidate();
  const archive = trpc.project.archive.useMutation({
    onSuccess: () => sayDone(`Project “${name}” archived`),
    onError: (error) => sayFailed(`Project “${name}” was not archived`, error),
    onSettled,
  });
  const unarchive = trpc.project.unarchive.useMutation({
    onSuccess: () => sayDone(`Project “${name}” unarchived`),
    onError: (error) => sayFailed(`Project “${name}” was not unarchived`, error),
    onSettled,
  });
  return { archive: () => archive.mutate({ id }), unarchive: () => unarchive.mutate({ id }) };
}
