import { trpc } from '../../api/trpc.ts';

const none = { projects: [], isPending: true };

/** Every project that this person may work in: those in use, then the archived ones, each by name. */
export function useProjects() {
  const active = trpc.project.list.useQuery({});
  const archived = trpc.project.list.useQuery({ archived: true });
  if (!active.data || !archived.data) return none;
  return { projects: [...active.data, ...archived.data], isPending: false };
}
