import type { Invoice } from '@timetracker/shared';
import { t } from '../i18n/index.ts';

/** What an invoice is called: its number; before it has one, whom it is for. */
export const invoiceName = ({ number, client_name }: Pick<Invoice, 'number' | 'client_name'>) =>
  number ?? t('invoices.draft_for', { client: client_name });
