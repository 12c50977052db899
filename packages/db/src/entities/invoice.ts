import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { currencyDecimals, type InvoiceLine, invoiceStatusValues } from '@timetracker/shared';
import { currentTime } from '../capture/actor.ts';
import { Client } from './client.ts';
import { Project } from './project.ts';

/**
 * A line as it is kept. One of time knows its entries by their ids: before billed time kept its task, the task that
 * named it could be deleted, and then its entries were told from no others.
 */
export type StoredInvoiceLine =
  | Extract<InvoiceLine, { kind: 'item' }>
  | (Extract<InvoiceLine, { kind: 'time' }> & { entry_ids: number[] });

/**
 * A bill. Its lines are part of the document and change with it, so they are kept in it. The number comes when it is
 * sent, and with it the addresses of that day: a sent invoice reads the same for ever.
 */
export const Invoice = defineEntity({
  name: 'Invoice',
  tableName: 'invoices',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    version: p.integer().version(),
    number: p.text().nullable(),
    client_id: () => p.manyToOne(Client).mapToPk().fieldName('client_id'),
    project_id: () => p.manyToOne(Project).mapToPk().fieldName('project_id').nullable(),
    status: p.enum(invoiceStatusValues).onCreate(() => 'draft'),
    currency: p.text(),
    /** How many decimals its amounts have: those of the currency, or two on invoices sent before ISO 4217 counted. */
    currency_decimals: p.smallint().onCreate(({ currency }) => currencyDecimals(currency)),
    issue_date: p.date().nullable(),
    due_date: p.date().nullable(),
    tax_rate_basis_points: p.integer(),
    lines: p.json<StoredInvoiceLine[]>(),
    line_count: p.integer(),
    subtotal_cents: p.bigint('number'),
    tax_cents: p.bigint('number'),
    total_cents: p.bigint('number'),
    notes: p.text().onCreate(() => ''),
    recipient: p.text().nullable(),
    sender: p.text().nullable(),
    payment_details: p.text().nullable(),
    created_at: p.datetime(3).onCreate(currentTime),
  },
});
export type Invoice = InferEntity<typeof Invoice>;
