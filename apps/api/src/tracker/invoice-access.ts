import { LockMode } from '@mikro-orm/core';
import type { Principal } from '@timetracker/accounts';
import { type EntityManager, Invoice } from '@timetracker/db';
import { AppError } from '@timetracker/shared';
import { checkVersion } from '../errors/version-check.ts';
import { accessibleProjectIds } from './project-access.ts';

/** The condition for invoices that somebody may see: administrators all, others those of projects they work in. */
export async function visibleInvoices(em: EntityManager, principal: Principal) {
  const ids = await accessibleProjectIds(em, principal);
  return ids ? { project_id: { $in: ids } } : {};
}

/** One invoice to look at. @throws {AppError} notFound, also for one that the caller may not see */
export async function visibleInvoice(em: EntityManager, principal: Principal, id: number): Promise<Invoice> {
  const invoice = await em.findOne(Invoice, { id, $and: [await visibleInvoices(em, principal)] });
  if (!invoice) throw new AppError('notFound', `There is no invoice ${id}`);
  return invoice;
}

/**
 * One invoice to change, locked until the transaction ends: while it is looked at, nobody sends, cancels or deletes
 * it, so a number is given once and no draft is deleted that has just got one.
 * @param version what the change is based on
 * @throws {AppError} notFound; conflict when somebody else was faster
 */
export async function lockedInvoice(
  em: EntityManager,
  { id, version }: { id: number; version?: number | undefined },
): Promise<Invoice> {
  const invoice = await em.findOne(Invoice, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!invoice) throw new AppError('notFound', `There is no invoice ${id}`);
  checkVersion(invoice, version);
  return invoice;
}

/** Like `lockedInvoice`, for what only drafts allow. @throws {AppError} conflict also when it is no draft any more */
export async function lockedDraft(
  em: EntityManager,
  which: { id: number; version?: number | undefined },
): Promise<Invoice> {
  const invoice = await lockedInvoice(em, which);
  if (invoice.status !== 'draft')
    throw new AppError(
      'conflict',
      `Invoice ${invoice.number ?? invoice.id} is no draft any more and cannot be changed`,
    );
  return invoice;
}
