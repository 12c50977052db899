import {
  Client,
  type EntityManager,
  type Invoice,
  nextInvoiceNumber,
  Workspace,
  workspaceDay,
} from '@timetracker/db';
import {
  AppError,
  addDays,
  type CalendarDay,
  type InvoiceStatus,
  invalid,
  refusedInvoiceStep,
} from '@timetracker/shared';
import { releaseTime } from './billed-time.ts';
import { addressOf, senderOf } from './present-invoice.ts';

/** A draft becomes a document: it gets its number, its dates, and both addresses as they are today. */
async function issue(em: EntityManager, invoice: Invoice, today: CalendarDay): Promise<void> {
  if (invoice.line_count === 0) throw new AppError('conflict', 'An invoice without lines cannot be sent');
  const workspace = await em.findOneOrFail(Workspace, { only: true });
  if (invoice.due_date != null && invoice.due_date < today)
    throw invalid('due_date', `must not be before the day of sending, ${today}`);
  const client = await em.findOneOrFail(Client, { id: invoice.client_id });
  invoice.number = await nextInvoiceNumber(em, Number(today.slice(0, 'yyyy'.length)));
  invoice.issue_date = today;
  invoice.due_date ??= addDays(today, workspace.payment_days);
  invoice.recipient = addressOf(client);
  invoice.sender = senderOf(workspace);
  invoice.payment_details = workspace.payment_details;
}

/**
 * Takes an invoice one step on: draft → sent → paid, overdue or cancelled. Call it within a transaction that holds the
 * invoice locked. Days are those of the workspace's zone: an invoice is dated, and becomes overdue, by them.
 * @throws {AppError} conflict when that step does not follow the present status; invalid due date
 */
export async function changeInvoiceStatus(
  em: EntityManager,
  invoice: Invoice,
  status: InvoiceStatus,
): Promise<void> {
  const today = await workspaceDay(em);
  const refusal = refusedInvoiceStep(invoice, status, today);
  if (refusal) throw new AppError('conflict', refusal);
  if (status === 'sent') await issue(em, invoice, today);
  if (status === 'cancelled') await releaseTime(em, invoice);
  invoice.status = status;
  await em.flush();
}
