import { type InvoiceStatus, invoiceStatusValues } from '@timetracker/shared';

/** What the address of the invoices' page says. */
export interface InvoicesSearch {
  status?: InvoiceStatus;
  client_id?: number;
  /** Whose time is to be billed, where the dialog for a new invoice is open. */
  project_id?: number;
  new?: 1;
}

export const isInvoiceStatus = (value: unknown): value is InvoiceStatus =>
  invoiceStatusValues.some((status) => status === value);

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

/** Reads the address of the invoices' page; what it does not understand is left out. */
export function readInvoicesSearch(search: Record<string, unknown>): InvoicesSearch {
  const { status, client_id, project_id } = search;
  return {
    ...(isInvoiceStatus(status) && { status }),
    ...(isId(client_id) && { client_id }),
    ...(isId(project_id) && { project_id }),
    ...(search['new'] === 1 && { new: 1 }),
  };
}
