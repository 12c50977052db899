import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { refusedInvoiceStep } from '@timetracker/shared';
import { actingAs, systemActor } from '../capture/actor.ts';
import { Invoice } from '../entities/index.ts';
import { workspaceDay } from './workspace-day.ts';

const PER_TRANSACTION = 100;

/**
 * Makes sent invoices overdue whose due date has passed in the workspace's zone, as the system. Safe to run at any time, also by several at
 * once: each takes other invoices, and one that somebody is changing is left to the next run.
 * @param em not within a transaction: there is one for each hundred invoices
 * @returns how many became overdue
 */
export async function markOverdueInvoices(em: EntityManager): Promise<number> {
  let marked = 0;
  for (let last = PER_TRANSACTION; last === PER_TRANSACTION; marked += last) {
    last = await actingAs(systemActor, () => em.fork().transactional(markSome));
  }
  return marked;
}

async function markSome(em: EntityManager): Promise<number> {
  const today = await workspaceDay(em);
  const late = await em.find(
    Invoice,
    { status: 'sent', due_date: { $lt: today } },
    {
      orderBy: { due_date: 'asc', id: 'asc' },
      limit: PER_TRANSACTION,
      lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
    },
  );
  for (const invoice of late) {
    const refusal = refusedInvoiceStep(invoice, 'overdue', today);
    if (refusal) throw new Error(`Invoice ${invoice.id}: ${refusal}`);
    invoice.status = 'overdue';
  }
  return late.length;
}
