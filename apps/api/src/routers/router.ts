import { router } from '../trpc/trpc.ts';
import { accessRouter } from './access.ts';
import { activityRouter } from './activity.ts';
import { auditRouter } from './audit.ts';
import { clientRouter } from './client.ts';
import { commentRouter } from './comment.ts';
import { invitationRouter } from './invitation.ts';
import { invoiceRouter } from './invoice.ts';
import { privacyRouter } from './privacy.ts';
import { projectRouter } from './project.ts';
import { retentionRouter } from './retention.ts';
import { savedViewRouter } from './saved-view.ts';
import { statsRouter } from './stats.ts';
import { taskRouter } from './task.ts';
import { timeEntryRouter } from './time-entry.ts';
import { userRouter } from './user.ts';
import { workspaceRouter } from './workspace.ts';

/** Everything the API can do. REST and OpenAPI are derived from the procedures' meta. */
export const appRouter = router({
  activity: activityRouter,
  access: accessRouter,
  audit: auditRouter,
  retention: retentionRouter,
  savedView: savedViewRouter,
  stats: statsRouter,
  privacy: privacyRouter,
  project: projectRouter,
  task: taskRouter,
  comment: commentRouter,
  timeEntry: timeEntryRouter,
  // Not `client`: the hooks that tRPC makes for the web keep that name for themselves.
  clients: clientRouter,
  invoice: invoiceRouter,
  workspace: workspaceRouter,
  user: userRouter,
  invitation: invitationRouter,
});

export type AppRouter = typeof appRouter;
