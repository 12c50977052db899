import type { JobDeclaration } from './job-declaration.ts';
import { markOverdueInvoices } from './mark-overdue-invoices.ts';
import { storeActivities } from './store-activities.ts';

export type { JobDeclaration, JobSchedule } from './job-declaration.ts';
export { type QueueName, queueNames, queues } from './queues.ts';
export { markOverdueInvoices, storeActivities };

/** Every job there is. The worker refuses to start unless each has exactly one handler. */
export const jobs: readonly JobDeclaration[] = [storeActivities, markOverdueInvoices];
