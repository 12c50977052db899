import { type EntityManager, Workspace } from '@timetracker/db';
import { updateWorkspaceInput, type Workspace as WorkspaceView } from '@timetracker/shared';
import { administrator, authenticated, router } from '../trpc.ts';

const present = ({ only: _only, ...fields }: Workspace): WorkspaceView => ({ ...fields });

export const currentWorkspace = (em: EntityManager) => em.findOneOrFail(Workspace, { only: true });

export const workspaceRouter = router({
  /** Who sends the invoices. */
  get: authenticated.query(async ({ ctx }) => present(await currentWorkspace(ctx.em))),

  update: administrator.input(updateWorkspaceInput).mutation(async ({ ctx, input }) => {
    const workspace = await currentWorkspace(ctx.em);
    ctx.em.assign(workspace, input);
    await ctx.em.flush();
    return present(workspace);
  }),
});
