import { trpc } from '../api/trpc.ts';

/** Asks again for what shows comments, or how many there are. */
export function useCommentsChanged() {
  const api = trpc.useUtils();
  return () => Promise.all([api.comment.invalidate(), api.task.invalidate()]);
}
