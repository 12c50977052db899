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

/** What an invoice is called: its number; before it has one, whom it is for. */
export const invoiceTitle = (number: string | null, client_name: string) =>
  number ?? `Draft for ${client_name}`;

/** The label of a status, or the status itself when it is not an invoice's. */
export const invoiceStatusLabel = (status: unknown): string => {
  const text = String(status);
  return Object.entries(invoiceStatuses).find(([value]) => value === text)?.[1] ?? text;
};
