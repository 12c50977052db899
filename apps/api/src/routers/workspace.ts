import { LockMode } from '@mikro-orm/core';
import { type EntityManager, keepRates, Workspace } from '@timetracker/db';
import { updateWorkspaceInput, type Workspace as WorkspaceView } from '@timetracker/shared';
import { administrator, authenticated, router } from '../trpc/trpc.ts';

const present = ({ only: _only, ...fields }: Workspace): WorkspaceView => ({ ...fields });

export const currentWorkspace = (em: EntityManager) => em.findOneOrFail(Workspace, { only: true });

export const workspaceRouter = router({
  /** Who sends the invoices. */
  get: authenticated.query(async ({ ctx }) => present(await currentWorkspace(ctx.em))),

  update: administrator.input(updateWorkspaceInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
      const workspace = await em.findOneOrFail(Workspace, { only: true }, lock);
      if (input.currency !== undefined)
        await keepRates(em, { client_id: null }, workspace.currency, input.currency);
      em.assign(workspace, input);
      await em.flush();
      return present(workspace);
    }),
  ),
});
