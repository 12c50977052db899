import { LockMode } from '@mikro-orm/core';
import { Client, type EntityManager, Invoice, invoiceTotals, Project, unbilledTime } from '@timetracker/db';
import {
  type CreateInvoiceInput,
  createInvoiceInput,
  currencyDecimals,
  invalid,
  invoiceIdInput,
  invoiceTotalsInput,
  listInvoicesInput,
  setInvoiceStatusInput,
  startOfNextDay,
  unbilledTimeInput,
  updateInvoiceInput,
} from '@timetracker/shared';
import { bodyBytes } from '../limits/body-limits.ts';
import { bindTime, releaseTime, timeLines } from '../tracker/billed-time.ts';
import { lockedDraft, lockedInvoice, visibleInvoice, visibleInvoices } from '../tracker/invoice-access.ts';
import { changedLines, freeLines, withSums } from '../tracker/invoice-lines.ts';
import { changeInvoiceStatus } from '../tracker/invoice-status-change.ts';
import { presentDocument, presentInvoices } from '../tracker/present-invoice.ts';
import { accessibleProjectIds } from '../tracker/project-access.ts';
import { timeToBill } from '../tracker/time-to-bill.ts';
import { administrator, authenticated, router } from '../trpc/trpc.ts';
import { currentWorkspace } from './workspace.ts';

/**
 * For whom an invoice is, and the project whose client that is, which stays there until the transaction ends.
 * @throws {AppError} invalid
 */
async function parties(em: EntityManager, { client_id, project_id, time_until }: CreateInvoiceInput) {
  const client = await em.findOne(Client, { id: client_id });
  if (!client) throw invalid('client_id', `names the unknown client ${client_id}`);
  const lock = { lockMode: LockMode.PESSIMISTIC_READ } as const;
  const project = project_id === null ? null : await em.findOne(Project, { id: project_id }, lock);
  if (project_id !== null && project?.client_id !== client_id)
    throw invalid('project_id', 'is not a project of this client');
  if (time_until !== undefined && !project) throw invalid('project_id', 'is required to bill its time');
  return { client, project };
}

export const invoiceRouter = router({
  /** Invoices, newest first: all for administrators, for others those of the projects that they work in. */
  list: authenticated.input(listInvoicesInput).query(async ({ ctx, input }) => {
    const { status, cursor, limit, ...which } = input;
    const invoices = await ctx.em.find(
      Invoice,
      {
        ...which,
        ...(status && { status: { $in: status } }),
        ...(cursor !== undefined && { id: { $lt: cursor } }),
        $and: [await visibleInvoices(ctx.em, ctx.principal)],
      },
      { orderBy: { id: 'desc' }, limit },
    );
    return presentInvoices(ctx.em, invoices);
  }),

  /** What the invoices that the caller may see come to, by currency and status. */
  totals: authenticated.input(invoiceTotalsInput).query(async ({ ctx, input }) => {
    const project_ids = await accessibleProjectIds(ctx.em, ctx.principal);
    return invoiceTotals(ctx.em, { ...input, project_ids });
  }),

  /** One invoice with its lines and addresses, as it is printed. Errors: notFound. */
  get: authenticated
    .input(invoiceIdInput.pick({ id: true }))
    .query(async ({ ctx, input }) =>
      presentDocument(ctx.em, await visibleInvoice(ctx.em, ctx.principal, input.id)),
    ),

  /** What of a project's time could be billed, by task. */
  unbilledTime: administrator.input(unbilledTimeInput).query(async ({ ctx, input }) => {
    const { project_id, until, time_zone } = input;
    const end = until === undefined ? null : startOfNextDay(until, time_zone);
    const tasks = await unbilledTime(ctx.em, project_id, end, { lock: false });
    const project = await ctx.em.findOne(Project, { id: project_id });
    return timeToBill(tasks, project?.hourly_rate_cents ?? null).map(({ task_id, task_name, minutes }) => ({
      task_id,
      task_name,
      minutes,
    }));
  }),

  /** A draft, with a project's unbilled time if asked for. Errors: invalid, conflict without an hourly rate. */
  create: administrator
    .meta({ maxBodyBytes: bodyBytes.document })
    .input(createInvoiceInput)
    .mutation(({ ctx, input }) =>
      ctx.em.transactional(async (em) => {
        const { project_id, time_until, time_zone, notes } = input;
        const { client, project } = await parties(em, input);
        const until = time_until === undefined ? null : startOfNextDay(time_until, time_zone);
        const time = project && until ? await timeLines(em, project, until) : [];
        const tax_rate_basis_points =
          input.tax_rate_basis_points ?? (await currentWorkspace(em)).tax_rate_basis_points;
        const currency_decimals = currencyDecimals(client.currency);
        const invoice = em.create(Invoice, {
          client_id: client.id,
          project_id,
          currency: client.currency,
          currency_decimals,
          notes,
          ...withSums([...time, ...freeLines(input.lines)], { tax_rate_basis_points, currency_decimals }),
        });
        await em.flush();
        await bindTime(em, invoice);
        return presentDocument(em, invoice);
      }),
    ),

  /** Changes a draft. Errors: notFound, invalid; conflict when it was sent or somebody else was faster. */
  update: administrator
    .meta({ maxBodyBytes: bodyBytes.document })
    .input(updateInvoiceInput)
    .mutation(({ ctx, input }) =>
      ctx.em.transactional(async (em) => {
        const { id, version, lines, ...changes } = input;
        const invoice = await lockedDraft(em, { id, version });
        const changed = changedLines(invoice.lines, lines ?? invoice.lines);
        const { currency_decimals } = invoice;
        const tax_rate_basis_points = input.tax_rate_basis_points ?? invoice.tax_rate_basis_points;
        await releaseTime(em, invoice, changed.released_ids);
        em.assign(invoice, {
          ...changes,
          ...withSums(changed.lines, { tax_rate_basis_points, currency_decimals }),
        });
        await em.flush();
        return presentDocument(em, invoice);
      }),
    ),

  /** Sends an invoice (which numbers it), records its payment, marks it overdue or cancels it. Errors: conflict. */
  setStatus: administrator.input(setInvoiceStatusInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const invoice = await lockedInvoice(em, input);
      await changeInvoiceStatus(em, invoice, input.status);
      return presentDocument(em, invoice);
    }),
  ),

  /** Deletes a draft; its time can be billed again. What has a number stays. Errors: notFound, conflict. */
  delete: administrator.input(invoiceIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const invoice = await lockedDraft(em, input);
      await releaseTime(em, invoice);
      await em.flush();
      em.remove(invoice);
      await em.flush();
      return { id: input.id };
    }),
  ),
});
