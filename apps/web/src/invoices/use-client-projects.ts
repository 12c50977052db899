import type { Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';

const none: Project[] = [];

/** The projects of a client, also those put away: their last hours may be billed later. */
export function useClientProjects(client_id: number | null): Project[] {
  const which = client_id === null ? {} : { client_id };
  const options = { enabled: client_id !== null };
  const active = trpc.project.list.useQuery(which, options);
  const archived = trpc.project.list.useQuery({ ...which, archived: true }, options);
  return client_id === null ? none : [...(active.data ?? none), ...(archived.data ?? none)];
}
