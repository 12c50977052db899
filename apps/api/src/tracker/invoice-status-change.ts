import {
  Client,
  currentTime,
  type EntityManager,
  type Invoice,
  nextInvoiceNumber,
  Workspace,
} from '@timetracker/db';
import { AppError, type InvoiceStatus, invalid, refusedInvoiceStep, utcDay } from '@timetracker/shared';
import { releaseTime } from './billed-time.ts';
import { addressOf, senderOf } from './present-invoice.ts';

const DAY_MS = 86_400_000;

/** A draft becomes a document: it gets its number, its dates, and both addresses as they are today. */
async function issue(em: EntityManager, invoice: Invoice): Promise<void> {
  if (invoice.line_count === 0) throw new AppError('conflict', 'An invoice without lines cannot be sent');
  const now = currentTime();
  const today = utcDay(now);
  if (invoice.due_date != null && invoice.due_date < today)
    throw invalid('due_date', `must not be before the day of sending, ${today}`);
  const workspace = await em.findOneOrFail(Workspace, { only: true });
  const client = await em.findOneOrFail(Client, { id: invoice.client_id });
  invoice.number = await nextInvoiceNumber(em, now.getUTCFullYear());
  invoice.issue_date = today;
  invoice.due_date ??= utcDay(new Date(now.getTime() + workspace.payment_days * DAY_MS));
  invoice.recipient = addressOf(client);
  invoice.sender = senderOf(workspace);
  invoice.payment_details = workspace.payment_details;
}

/**
 * Takes an invoice one step on: draft → sent → paid, overdue or cancelled. Call it within a transaction that holds the
 * invoice locked. Days are UTC's: an invoice is dated, and becomes overdue, by them.
 * @throws {AppError} conflict when that step does not follow the present status; invalid due date
 */
export async function changeInvoiceStatus(
  em: EntityManager,
  invoice: Invoice,
  status: InvoiceStatus,
): Promise<void> {
  const refusal = refusedInvoiceStep(invoice, status, utcDay(currentTime()));
  if (refusal) throw new AppError('conflict', refusal);
  if (status === 'sent') await issue(em, invoice);
  if (status === 'cancelled') await releaseTime(em, invoice);
  invoice.status = status;
  await em.flush();
}
