import {
  type EntityManager,
  type Invoice,
  type Project,
  type StoredInvoiceLine,
  TimeEntry,
  unbilledTime,
} from '@timetracker/db';
import { AppError, invalid } from '@timetracker/shared';
import { timeToBill } from './time-to-bill.ts';

/**
 * A project's unbilled time as lines, a task a line, at the project's rate. The entries stay locked until the
 * transaction ends.
 * @param until bills what began before this instant
 * @throws {AppError} conflict without an hourly rate; invalid when there is nothing to bill, or too little
 */
export async function timeLines(
  em: EntityManager,
  project: Project,
  until: Date,
): Promise<StoredInvoiceLine[]> {
  const { hourly_rate_cents } = project;
  if (hourly_rate_cents == null)
    throw new AppError('conflict', `"${project.name}" has no hourly rate; set one to bill its time`);
  const tasks = await unbilledTime(em, project.id, until, { lock: true });
  if (tasks.length === 0)
    throw invalid('time_until', `finds no unbilled time of "${project.name}"; somebody may have billed it`);
  const lines = timeToBill(tasks, hourly_rate_cents);
  if (lines.length === 0)
    throw invalid('time_until', `finds too little unbilled time of "${project.name}" to bill`);
  return lines.map(({ task_id, task_name, minutes, entry_ids }) => ({
    kind: 'time' as const,
    description: task_name ?? project.name,
    task_id,
    minutes,
    unit_price_cents: hourly_rate_cents,
    entry_ids,
  }));
}

/** Binds the entries of an invoice's lines to it: no other one can bill them, and they stay as they are. */
export async function bindTime(em: EntityManager, invoice: Invoice): Promise<void> {
  const ids = invoice.lines.flatMap((line) => (line.kind === 'time' ? line.entry_ids : []));
  for (const entry of await em.find(TimeEntry, { id: { $in: ids } })) entry.invoice_id = invoice.id;
  await em.flush();
}

/** Lets go of the time that an invoice bills, or of some of it, so that another one can. */
export async function releaseTime(em: EntityManager, invoice: Invoice, entry_ids?: readonly number[]) {
  const entries = await em.find(TimeEntry, {
    invoice_id: invoice.id,
    ...(entry_ids && { id: { $in: [...entry_ids] } }),
  });
  for (const entry of entries) entry.invoice_id = null;
}
