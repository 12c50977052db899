import type { SavedView } from '@timetracker/shared';
import { useMe } from '../../session/me.ts';
import { trpc } from '../../trpc.ts';

/** The views that this person may choose from: their own first, then the shared ones of others, each by name. */
export function useViews() {
  const me = useMe();
  const list = trpc.savedView.list.useQuery(undefined, { staleTime: 60_000 });
  const views = list.data ?? [];
  const isOwn = (view: SavedView) => view.user_id === me.id;
  return {
    views: [...views.filter(isOwn), ...views.filter((view) => !isOwn(view))],
    isLoaded: list.isSuccess,
    /** What the server lets this person do with a view. */
    mayChange: (view: SavedView) => isOwn(view) || (view.shared && me.role === 'admin'),
  };
}
