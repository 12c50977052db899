import { z } from 'zod';
import { invoiceStatusValues } from '../catalog/invoice-status.ts';
import { cents, day, id, text, trimmedText, version, wholeNumber } from './fields.ts';
import { timeZone } from './user.ts';

const MAX_INVOICE_LINES = 200;

const status = z.enum(invoiceStatusValues, `must be one of ${invoiceStatusValues.join(', ')}`);

/**
 * What is billed. Time is kept in minutes and costs `unit_price_cents` an hour; anything else in hundredths of a unit.
 * Whole numbers only, so that nothing is rounded twice.
 */
const freeLine = z.strictObject({
  kind: z.literal('item'),
  description: trimmedText(1, 500),
  quantity_hundredths: wholeNumber(1, 100_000_000),
  unit_price_cents: cents,
});
const timeLine = z.strictObject({
  kind: z.literal('time'),
  description: trimmedText(1, 500),
  /** The task whose time it is; null for time without a task. */
  task_id: id.nullable(),
  minutes: wholeNumber(0, 10_000_000),
  unit_price_cents: cents,
});
const invoiceLine = z.discriminatedUnion('kind', [freeLine, timeLine]);
export type InvoiceLine = z.output<typeof invoiceLine>;

const invoice = z.object({
  id,
  /** Given when it is sent, without gaps within a year: `2026-0001`. */
  number: z.string().nullable(),
  /** The number, or `Draft for ACME`. */
  title: z.string(),
  client_id: id,
  client_name: z.string(),
  project_id: id.nullable(),
  project_name: z.string().nullable(),
  status,
  currency: z.string(),
  /**
   * How many decimals its amounts have: `total_cents` of 1235 is 12.35 with two, 1235 with none. As ISO 4217 says of the
   * currency; two on invoices that were sent before the product followed it.
   */
  currency_decimals: z.int(),
  issue_date: z.string().nullable(),
  due_date: z.string().nullable(),
  tax_rate_basis_points: z.int(),
  subtotal_cents: z.int(),
  tax_cents: z.int(),
  total_cents: z.int(),
  notes: z.string(),
  version: z.int(),
  created_at: z.string(),
});
export type Invoice = z.output<typeof invoice>;

/** With what it bills and the two addresses as they were when it was sent (of a draft: as they are). */
const invoiceDocument = invoice.extend({
  lines: z.array(z.intersection(invoiceLine, z.object({ amount_cents: z.int() }))),
  recipient: z.string(),
  sender: z.string(),
  payment_details: z.string(),
});
export type InvoiceDocument = z.output<typeof invoiceDocument>;

const lines = z.array(invoiceLine).max(MAX_INVOICE_LINES, `must have at most ${MAX_INVOICE_LINES} lines`);

/** Filters narrow together; of several statuses, any will do. */
const whichInvoices = { client_id: id.optional(), project_id: id.optional() };
export const listInvoicesInput = z.strictObject({
  ...whichInvoices,
  status: z.array(status).min(1, 'must name at least one status').optional(),
  /** Only what is older than the invoice with this id: the last one of the page before. */
  cursor: id.optional(),
  limit: wholeNumber(1, 200).default(50),
});

export const invoiceTotalsInput = z.strictObject(whichInvoices);
/** What the invoices of one status in one currency come to, in the currency's smallest unit. */
const invoiceTotal = z.object({
  currency: z.string(),
  status,
  count: z.int(),
  total_cents: z.int(),
});
export type InvoiceTotal = z.output<typeof invoiceTotal>;

/** The zone that a day of work is meant in: the person's, since a day ends at another moment in each. */
const dayZone = { time_zone: timeZone.default('UTC') };
export const createInvoiceInput = z.strictObject({
  client_id: id,
  project_id: id.nullable().default(null),
  /** Bill the project's unbilled time that began up to the end of this day in `time_zone`, a line a task. */
  time_until: day.optional(),
  ...dayZone,
  lines: lines.default([]),
  notes: text(0, 2_000).default(''),
  tax_rate_basis_points: wholeNumber(0, 10_000).optional(),
});
export type CreateInvoiceInput = z.output<typeof createInvoiceInput>;
export const updateInvoiceInput = z.strictObject({
  id,
  version: version.optional(),
  lines: lines.optional(),
  notes: text(0, 2_000).optional(),
  due_date: day.nullable().optional(),
  tax_rate_basis_points: wholeNumber(0, 10_000).optional(),
});
export const invoiceIdInput = z.strictObject({ id, version: version.optional() });
export const setInvoiceStatusInput = z.strictObject({
  id,
  version: version.optional(),
  status: z.enum(['sent', 'paid', 'overdue', 'cancelled'], 'must be sent, paid, overdue or cancelled'),
});
export const unbilledTimeInput = z.strictObject({ project_id: id, until: day.optional(), ...dayZone });
const unbilledTask = z.object({
  /** Null for time without a task. */
  task_id: id.nullable(),
  task_name: z.string().nullable(),
  minutes: z.int(),
});
export type UnbilledTask = z.output<typeof unbilledTask>;
