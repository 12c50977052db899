import { currencyDecimals, type Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { useIsAdmin } from '../session/me.ts';
import type { ProjectValues } from './project-values.ts';

/**
 * How many decimals a project's rate has: its client's currency says so; without a client, the workspace's.
 * @param project the one that is being edited, whose currency is known
 * @returns by the form's values
 */
export function useRateDecimals(project?: Project) {
  const isAdmin = useIsAdmin();
  const clients = trpc.clients.list.useQuery(undefined, { enabled: isAdmin });
  const workspace = trpc.workspace.get.useQuery(undefined, { enabled: isAdmin });
  return ({ client_id }: ProjectValues): number => {
    const client = clients.data?.find(({ id }) => id === client_id);
    if (client) return currencyDecimals(client.currency);
    if (project && project.client_id === client_id) return currencyDecimals(project.currency);
    return currencyDecimals(workspace.data?.currency ?? 'EUR');
  };
}
