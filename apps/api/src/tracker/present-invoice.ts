import {
  type Client,
  type EntityManager,
  type Invoice,
  type StoredInvoiceLine,
  Workspace,
} from '@timetracker/db';
import {
  type InvoiceDocument,
  type InvoiceLine,
  type Invoice as InvoiceView,
  invoiceTitle,
  lineAmount,
} from '@timetracker/shared';
import { clientsById, projectsById } from './present-names.ts';

const lines = (...parts: readonly string[]) => parts.filter((part) => part.trim() !== '').join('\n');

/** A client's address as it is printed. */
export const addressOf = (client: Client): string =>
  lines(
    client.name,
    client.contact_name,
    client.street,
    `${client.postal_code} ${client.city}`.trim(),
    client.country,
    client.tax_id,
  );

/** The sender as it is printed. */
export const senderOf = (workspace: Workspace): string =>
  lines(workspace.name, workspace.address, workspace.email, workspace.tax_id);

/** Invoices with the names of what they refer to, with one query for each kind. */
export async function presentInvoices(
  em: EntityManager,
  invoices: readonly Invoice[],
): Promise<InvoiceView[]> {
  const clients = await clientsById(
    em,
    invoices.map((invoice) => invoice.client_id),
  );
  const projects = await projectsById(
    em,
    invoices.map((invoice) => invoice.project_id),
  );
  return invoices.map((invoice) => {
    const client_name = clients.get(invoice.client_id)?.name ?? '';
    return {
      id: invoice.id,
      number: invoice.number ?? null,
      title: invoiceTitle(invoice.number ?? null, client_name),
      client_id: invoice.client_id,
      client_name,
      project_id: invoice.project_id ?? null,
      project_name: projects.get(invoice.project_id ?? 0)?.name ?? null,
      status: invoice.status,
      currency: invoice.currency,
      currency_decimals: invoice.currency_decimals,
      issue_date: invoice.issue_date ?? null,
      due_date: invoice.due_date ?? null,
      tax_rate_basis_points: invoice.tax_rate_basis_points,
      subtotal_cents: invoice.subtotal_cents,
      tax_cents: invoice.tax_cents,
      total_cents: invoice.total_cents,
      notes: invoice.notes,
      version: invoice.version,
      created_at: invoice.created_at.toISOString(),
    };
  });
}

/** Which entries a line bills is the invoice's own affair. */
const asPrinted = (line: StoredInvoiceLine): InvoiceLine => {
  if (line.kind === 'item') return line;
  const { entry_ids: _, ...rest } = line;
  return rest;
};

/** An invoice as it is printed. */
export async function presentDocument(em: EntityManager, invoice: Invoice): Promise<InvoiceDocument> {
  const [view] = await presentInvoices(em, [invoice]);
  const client = (await clientsById(em, [invoice.client_id])).get(invoice.client_id);
  if (!view || !client) throw new Error('An invoice has one view and a client');
  const workspace = await em.findOneOrFail(Workspace, { only: true });
  return {
    ...view,
    lines: invoice.lines.map((line) => ({ ...asPrinted(line), amount_cents: lineAmount(line) })),
    recipient: invoice.recipient ?? addressOf(client),
    sender: invoice.sender ?? senderOf(workspace),
    payment_details: invoice.payment_details ?? workspace.payment_details,
  };
}
