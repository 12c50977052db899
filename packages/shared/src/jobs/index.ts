import { anchorCheckpoint } from './anchor-checkpoint.ts';
import { anonymizePeople } from './anonymize-people.ts';
import { indexSearch } from './index-search.ts';
import type { JobDeclaration } from './job-declaration.ts';
import { markOverdueInvoices } from './mark-overdue-invoices.ts';
import { purgeActivities } from './purge-activities.ts';
import { reconcileRollups } from './reconcile-rollups.ts';
import { sealLog } from './seal-log.ts';
import { sendMail } from './send-mail.ts';
import { storeActivities } from './store-activities.ts';

export type { JobDeclaration } from './job-declaration.ts';

export {
  anchorCheckpoint,
  anonymizePeople,
  indexSearch,
  markOverdueInvoices,
  purgeActivities,
  reconcileRollups,
  sealLog,
  sendMail,
  storeActivities,
};

/** Every job there is. The worker refuses to start unless each has exactly one handler. */
export const jobs: readonly JobDeclaration[] = [
  storeActivities,
  indexSearch,
  sealLog,
  anchorCheckpoint,
  markOverdueInvoices,
  purgeActivities,
  reconcileRollups,
  anonymizePeople,
  sendMail,
];
