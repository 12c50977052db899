import { atDatabaseTime, type EntityManager, markOverdueInvoices as mark } from '@timetracker/db';
import { markOverdueInvoices } from '@timetracker/shared';
import { handles } from '../registry.ts';

/** Makes invoices overdue that were not paid in time; capture does the rest. */
export const markOverdueInvoicesHandler = (em: EntityManager) =>
  handles(markOverdueInvoices, async () => {
    await atDatabaseTime(em, () => mark(em));
  });
