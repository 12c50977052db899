import {
  Client,
  currentTime,
  type EntityManager,
  type Invoice,
  nextInvoiceNumber,
  TimeEntry,
  Workspace,
} from '@timetracker/db';
import { AppError, type InvoiceStatus, invoiceStatuses, invoiceSteps } from '@timetracker/shared';
import { addressOf, senderOf } from './present-invoice.ts';

const DAY_MS = 86_400_000;
const day = (date: Date) => date.toISOString().slice(0, 10);

/** Lets go of the time that an invoice bills, so that another one can. */
export async function releaseTime(em: EntityManager, invoice: Invoice, entry_ids?: readonly number[]) {
  const entries = await em.find(TimeEntry, {
    invoice_id: invoice.id,
    ...(entry_ids && { id: { $in: [...entry_ids] } }),
  });
  for (const entry of entries) entry.invoice_id = null;
}

/** A draft becomes a document: it gets its number, its dates, and both addresses as they are today. */
async function issue(em: EntityManager, invoice: Invoice): Promise<void> {
  if (invoice.line_count === 0) throw new AppError('conflict', 'An invoice without lines cannot be sent');
  const today = currentTime();
  const workspace = await em.findOneOrFail(Workspace, { only: true });
  const client = await em.findOneOrFail(Client, { id: invoice.client_id });
  invoice.number = await nextInvoiceNumber(em, today.getUTCFullYear());
  invoice.issue_date = day(today);
  invoice.due_date ??= day(new Date(today.getTime() + workspace.payment_days * DAY_MS));
  invoice.recipient = addressOf(client);
  invoice.sender = senderOf(workspace);
  invoice.payment_details = workspace.payment_details;
}

/**
 * Takes an invoice one step on: draft → sent → paid, overdue or cancelled. Call it within a transaction.
 * @throws {AppError} conflict when that step does not follow the present status
 */
export async function changeInvoiceStatus(
  em: EntityManager,
  invoice: Invoice,
  status: InvoiceStatus,
): Promise<void> {
  const current: InvoiceStatus = invoice.status;
  if (!invoiceSteps[current].includes(status)) {
    const { [current]: from, [status]: to } = invoiceStatuses;
    throw new AppError(
      'conflict',
      `An invoice that is ${from.toLowerCase()} cannot become ${to.toLowerCase()}`,
    );
  }
  if (status === 'overdue' && (invoice.due_date ?? '') >= day(currentTime()))
    throw new AppError('conflict', `The invoice is due on ${invoice.due_date} and not overdue yet`);
  if (status === 'sent') await issue(em, invoice);
  if (status === 'cancelled') await releaseTime(em, invoice);
  invoice.status = status;
  await em.flush();
}
