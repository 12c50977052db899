import type { Deeds } from '../../plan/step.ts';
import type { Doing } from '../doing.ts';

type InvoiceDeeds = 'draft_invoice' | 'note_on_invoice' | 'set_invoice_status' | 'delete_invoice';

export const invoiceDeeds: { [Kind in InvoiceDeeds]: Doing<Deeds[Kind]> } = {
  draft_invoice: async ({ api, ids, calendar }, { invoice, client, project, lines, ...fields }) =>
    ids.set(
      'invoice',
      invoice,
      await api.invoice.create({
        ...fields,
        client_id: ids.of('client', client),
        project_id: ids.of('project', project),
        time_zone: calendar.time_zone,
        lines: lines?.map((line) => ({ kind: 'item' as const, ...line })),
      }),
    ),
  note_on_invoice: ({ api, ids }, { invoice, notes }) =>
    api.invoice.update({ id: ids.of('invoice', invoice), notes }),
  set_invoice_status: ({ api, ids }, { invoice, status }) =>
    api.invoice.setStatus({ id: ids.of('invoice', invoice), status }),
  delete_invoice: ({ api, ids }, { invoice }) => api.invoice.delete({ id: ids.of('invoice', invoice) }),
};
