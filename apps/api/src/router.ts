import { accessRouter } from './routers/access.ts';
import { activityRouter } from './routers/activity.ts';
import { auditRouter } from './routers/audit.ts';
import { clientRouter } from './routers/client.ts';
import { commentRouter } from './routers/comment.ts';
import { invitationRouter } from './routers/invitation.ts';
import { invoiceRouter } from './routers/invoice.ts';
import { privacyRouter } from './routers/privacy.ts';
import { projectRouter } from './routers/project.ts';
import { retentionRouter } from './routers/retention.ts';
import { savedViewRouter } from './routers/saved-view.ts';
import { statsRouter } from './routers/stats.ts';
import { taskRouter } from './routers/task.ts';
import { timeEntryRouter } from './routers/time-entry.ts';
import { userRouter } from './routers/user.ts';
import { workspaceRouter } from './routers/workspace.ts';
import { router } from './trpc.ts';

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
