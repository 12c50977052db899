import type {
  clientIdInput,
  commentIdInput,
  createClientInput,
  createCommentInput,
  createInvoiceInput,
  createProjectInput,
  createTaskInput,
  createTimeEntryInput,
  createUserInput,
  invoiceIdInput,
  projectIdInput,
  projectMemberInput,
  setInvoiceStatusInput,
  startTimerInput,
  taskIdInput,
  timeEntryIdInput,
  updateClientInput,
  updateCommentInput,
  updateInvoiceInput,
  updateProjectInput,
  updateTaskInput,
  updateTimeEntryInput,
  updateUserInput,
  updateWorkspaceInput,
} from '@timetracker/shared';
import type { z } from 'zod';

type Creates<Input extends z.ZodType> = (input: z.input<Input>) => Promise<{ id: number }>;
type Changes<Input extends z.ZodType> = (input: z.input<Input>) => Promise<unknown>;

/** The procedures of the API that the demo calls, as somebody who has signed in. */
export interface Procedures {
  workspace: { update: Changes<typeof updateWorkspaceInput> };
  user: { create: Creates<typeof createUserInput>; update: Changes<typeof updateUserInput> };
  clients: {
    create: Creates<typeof createClientInput>;
    update: Changes<typeof updateClientInput>;
    delete: Changes<typeof clientIdInput>;
  };
  project: {
    create: Creates<typeof createProjectInput>;
    update: Changes<typeof updateProjectInput>;
    archive: Changes<typeof projectIdInput>;
    unarchive: Changes<typeof projectIdInput>;
    delete: Changes<typeof projectIdInput>;
    addMember: Changes<typeof projectMemberInput>;
    removeMember: Changes<typeof projectMemberInput>;
  };
  task: {
    create: Creates<typeof createTaskInput>;
    update: Changes<typeof updateTaskInput>;
    delete: Changes<typeof taskIdInput>;
  };
  comment: {
    create: Creates<typeof createCommentInput>;
    update: Changes<typeof updateCommentInput>;
    delete: Changes<typeof commentIdInput>;
  };
  timeEntry: {
    start: Creates<typeof startTimerInput>;
    stop: () => Promise<unknown>;
    create: Creates<typeof createTimeEntryInput>;
    update: Changes<typeof updateTimeEntryInput>;
    delete: Changes<typeof timeEntryIdInput>;
  };
  invoice: {
    create: Creates<typeof createInvoiceInput>;
    update: Changes<typeof updateInvoiceInput>;
    setStatus: Changes<typeof setInvoiceStatusInput>;
    delete: Changes<typeof invoiceIdInput>;
  };
}
