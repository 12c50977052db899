/** An invoice's statuses: a draft is sent, then paid; one that is not paid in time is overdue. */
export const invoiceStatuses = {
  draft: 'Draft',
  sent: 'Sent',
  paid: 'Paid',
  overdue: 'Overdue',
  cancelled: 'Cancelled',
} as const;

export type InvoiceStatus = keyof typeof invoiceStatuses;
export const invoiceStatusValues = [
  'draft',
  'sent',
  'paid',
  'overdue',
  'cancelled',
] as const satisfies InvoiceStatus[];

/** Status → the statuses that may follow it. What was paid or cancelled stays so: books are corrected forwards. */
export const invoiceSteps: Record<InvoiceStatus, readonly InvoiceStatus[]> = {
  draft: ['sent', 'cancelled'],
  sent: ['paid', 'overdue', 'cancelled'],
  overdue: ['paid', 'cancelled'],
  paid: [],
  cancelled: [],
};

/** Whether the day on which an invoice was to be paid is over. @param today yyyy-mm-dd in the workspace's zone, as invoices are dated */
const isPastDue = (due_date: string | null | undefined, today: string): boolean =>
  due_date != null && due_date < today;

/**
 * Why an invoice may not take a step; undefined when it may.
 * @param today yyyy-mm-dd in UTC
 */
export function refusedInvoiceStep(
  invoice: { status: InvoiceStatus; due_date?: string | null | undefined },
  next: InvoiceStatus,
  today: string,
): string | undefined {
  const { [invoice.status]: from, [next]: to } = invoiceStatuses;
  if (!invoiceSteps[invoice.status].includes(next))
    return `An invoice that is ${from.toLowerCase()} cannot become ${to.toLowerCase()}`;
  if (next === 'overdue' && !isPastDue(invoice.due_date, today))
    return invoice.due_date == null
      ? 'The invoice has no due date and cannot be overdue'
      : `The invoice is due on ${invoice.due_date} and not overdue yet`;
  return undefined;
}

/** What an invoice is called: its number; before it has one, whom it is for, where that is known. */
export const invoiceTitle = (number: string | null, client_name: string | null) =>
  number ?? (client_name ? `Draft for ${client_name}` : 'Draft');

/** The label of a status, or the status itself when it is not an invoice's. */
export const invoiceStatusLabel = (status: unknown): string => {
  const text = String(status);
  return Object.entries(invoiceStatuses).find(([value]) => value === text)?.[1] ?? text;
};
