import { trpc } from '../../api/trpc.ts';
import { useIsAdmin, useMe } from '../../session/me.ts';

interface Person {
  id: number;
  username: string;
  display_name: string;
  told_apart_by?: string | undefined;
}

/** The people by whom this person may filter: administrators by all, others by themselves. */
export function usePeople(): readonly Person[] {
  const me = useMe();
  const users = trpc.user.list.useQuery(undefined, { enabled: useIsAdmin() });
  return users.data ?? [me];
}
