import { useMutation } from '@tanstack/react-query';
import type { Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { toastError, toastSuccess } from '../ui/toast.tsx';

interface Archiving {
  archived: boolean;
  isUndo?: true;
}

/** Puts a project away, or brings it back: at once on the screen, and undone as easily. */
export function useArchiving({ id, name }: Project) {
  const api = trpc.useUtils();
  const mutation = useMutation({
    mutationFn: ({ archived }: Archiving) =>
      archived ? api.client.project.archive.mutate({ id }) : api.client.project.unarchive.mutate({ id }),
    onMutate: ({ archived }) => {
      api.project.list.setData({ archived: !archived }, (projects) =>
        projects?.filter((project) => project.id !== id),
      );
    },
    onSuccess: (_, { archived, isUndo }) =>
      toastSuccess(t(archived ? 'projects.archived_now' : 'projects.unarchived_now', { name }), {
        ...(!isUndo && { undo: () => mutation.mutate({ archived: !archived, isUndo: true }) }),
      }),
    onError: (error, { archived }) =>
      toastError(t(archived ? 'projects.not_archived' : 'projects.not_unarchived', { name }), error),
    onSettled: () => api.project.invalidate(),
  });
  return {
    archive: () => mutation.mutate({ archived: true }),
    unarchive: () => mutation.mutate({ archived: false }),
  };
}
