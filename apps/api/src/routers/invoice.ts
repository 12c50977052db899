import { Client, type EntityManager, Invoice, Project, TimeEntry, unbilledTime } from '@timetracker/db';
import {
  AppError,
  createInvoiceInput,
  type InvoiceLine,
  invalid,
  invoiceIdInput,
  invoiceSums,
  listInvoicesInput,
  setInvoiceStatusInput,
  unbilledTimeInput,
  updateInvoiceInput,
} from '@timetracker/shared';
import { changeInvoiceStatus, releaseTime } from '../tracker/invoice-status-change.ts';
import { presentDocument, presentInvoices } from '../tracker/present-invoice.ts';
import type { Principal } from '../principal.ts';
import { accessibleProjectIds } from '../tracker/project-access.ts';
import { administrator, authenticated, router } from '../trpc.ts';
import { checkVersion } from '../tracker/version-check.ts';
import { currentWorkspace } from './workspace.ts';

const DAY_MS = 86_400_000;
const endOf = (day: string | undefined) => (day === undefined ? null : new Date(Date.parse(day) + DAY_MS));

const visibleTo = async (em: EntityManager, principal: Principal) => {
  const ids = await accessibleProjectIds(em, principal);
  return ids ? { project_id: { $in: ids } } : {};
};

async function invoiceById(em: EntityManager, principal: Principal, id: number): Promise<Invoice> {
  const invoice = await em.findOne(Invoice, { id, $and: [await visibleTo(em, principal)] });
  if (!invoice) throw new AppError('notFound', `There is no invoice ${id}`);
  return invoice;
}

/** Drafts change; what was sent stays as it is. */
async function draftById(em: EntityManager, principal: Principal, id: number, version: number | undefined) {
  const invoice = await invoiceById(em, principal, id);
  checkVersion(invoice, version);
  if (invoice.status !== 'draft')
    throw new AppError(
      'conflict',
      `Invoice ${invoice.number ?? id} is no draft any more and cannot be changed`,
    );
  return invoice;
}

const withLines = (lines: InvoiceLine[], tax_rate_basis_points: number) => ({
  lines,
  line_count: lines.length,
  tax_rate_basis_points,
  ...invoiceSums(lines, tax_rate_basis_points),
});

/** Time lines speak of entries that the invoice holds: they may be re-worded, re-priced and removed, not invented. */
async function keepTimeTrue(em: EntityManager, invoice: Invoice, lines: readonly InvoiceLine[]) {
  const old = new Map(invoice.lines.flatMap((line) => (line.kind === 'time' ? [[line.task_id, line]] : [])));
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'time') continue;
    if (old.get(line.task_id)?.minutes !== line.minutes)
      throw invalid(`lines.${index}.minutes`, 'must be the recorded time; add a free line for anything else');
    old.delete(line.task_id);
  }
  for (const task_id of old.keys()) {
    const entries = await em.find(TimeEntry, { invoice_id: invoice.id, task_id });
    await releaseTime(
      em,
      invoice,
      entries.map((entry) => entry.id),
    );
  }
}

export const invoiceRouter = router({
  /** Invoices, newest first: all for administrators, for others those of the projects that they work in. */
  list: authenticated.input(listInvoicesInput).query(async ({ ctx, input }) => {
    const mine = await visibleTo(ctx.em, ctx.principal);
    const invoices = await ctx.em.find(Invoice, { ...input, $and: [mine] }, { orderBy: { id: 'desc' } });
    return presentInvoices(ctx.em, invoices);
  }),

  /** One invoice with its lines and addresses, as it is printed. Errors: notFound. */
  get: authenticated
    .input(invoiceIdInput.pick({ id: true }))
    .query(async ({ ctx, input }) =>
      presentDocument(ctx.em, await invoiceById(ctx.em, ctx.principal, input.id)),
    ),

  /** What of a project's time could be billed, by task. */
  unbilledTime: administrator.input(unbilledTimeInput).query(async ({ ctx, input }) => {
    const tasks = await unbilledTime(ctx.em, input.project_id, endOf(input.until));
    return tasks.map(({ task_id, task_name, minutes }) => ({ task_id, task_name, minutes }));
  }),

  /** A draft, with a project's unbilled time if asked for. Errors: invalid, conflict without an hourly rate. */
  create: administrator.input(createInvoiceInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { client_id, project_id, time_until, notes } = input;
      const client = await em.findOne(Client, { id: client_id });
      if (!client) throw invalid('client_id', `names the unknown client ${client_id}`);
      const project = project_id === null ? null : await em.findOne(Project, { id: project_id });
      if (project_id !== null && project?.client_id !== client_id)
        throw invalid('project_id', 'is not a project of this client');
      if (time_until !== undefined && !project) throw invalid('project_id', 'is required to bill its time');
      if (input.lines.some((line) => line.kind === 'time'))
        throw invalid('lines', 'must not hold time; give project_id and time_until');
      const time = project && time_until !== undefined ? await billable(em, project, time_until) : [];
      const rate = input.tax_rate_basis_points ?? (await currentWorkspace(em)).tax_rate_basis_points;
      const invoice = em.create(Invoice, {
        client_id,
        project_id,
        currency: client.currency,
        notes,
        ...withLines([...time.map(({ line }) => line), ...input.lines], rate),
      });
      await em.flush();
      const entry_ids = time.flatMap((task) => task.entry_ids);
      for (const entry of await em.find(TimeEntry, { id: { $in: entry_ids } })) entry.invoice_id = invoice.id;
      await em.flush();
      return presentDocument(em, invoice);
    }),
  ),

  /** Changes a draft. Errors: notFound, invalid; conflict when it was sent or somebody else was faster. */
  update: administrator.input(updateInvoiceInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { id, version, lines, tax_rate_basis_points, ...changes } = input;
      const invoice = await draftById(em, ctx.principal, id, version);
      if (lines) await keepTimeTrue(em, invoice, lines);
      em.assign(invoice, {
        ...changes,
        ...withLines(lines ?? invoice.lines, tax_rate_basis_points ?? invoice.tax_rate_basis_points),
      });
      await em.flush();
      return presentDocument(em, invoice);
    }),
  ),

  /** Sends an invoice (which numbers it), records its payment, marks it overdue or cancels it. Errors: conflict. */
  setStatus: administrator.input(setInvoiceStatusInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const invoice = await invoiceById(em, ctx.principal, input.id);
      checkVersion(invoice, input.version);
      await changeInvoiceStatus(em, invoice, input.status);
      return presentDocument(em, invoice);
    }),
  ),

  /** Deletes a draft; its time can be billed again. What has a number stays. Errors: notFound, conflict. */
  delete: administrator.input(invoiceIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const invoice = await draftById(em, ctx.principal, input.id, input.version);
      await releaseTime(em, invoice);
      await em.flush();
      em.remove(invoice);
      await em.flush();
      return { id: input.id };
    }),
  ),
});

async function billable(em: EntityManager, project: Project, until: string) {
  const { hourly_rate_cents } = project;
  if (hourly_rate_cents == null)
    throw new AppError('conflict', `"${project.name}" has no hourly rate; set one to bill its time`);
  const tasks = await unbilledTime(em, project.id, endOf(until));
  return tasks.map(({ task_id, task_name, minutes, entry_ids }) => ({
    entry_ids,
    line: {
      kind: 'time' as const,
      description: task_name ?? project.name,
      task_id,
      minutes,
      unit_price_cents: hourly_rate_cents,
    },
  }));
}
