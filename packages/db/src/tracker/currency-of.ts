import { type EntityManager, type FilterQuery, FlushMode, LockMode } from '@mikro-orm/core';
import { currencyDecimals, rescaled } from '@timetracker/shared';
import { Client, Project, Workspace } from '../entities/index.ts';

// Also asked while a flush is on its way, which must not begin another.
const inFlush = { flushMode: FlushMode.COMMIT };

/** The currency of a project's money: its client's; of a project without a client the workspace's. ISO 4217. */
export async function currencyOf(em: EntityManager, client_id: number | null | undefined): Promise<string> {
  if (client_id == null) return (await em.findOneOrFail(Workspace, { only: true }, inFlush)).currency;
  return (await em.findOneOrFail(Client, { id: client_id }, inFlush)).currency;
}

/**
 * Keeps the figures of hourly rates when their currency changes: 95.00 of one with two decimals is 95 of one with none.
 * Call it within the transaction that changes the currency.
 */
export async function keepRates(
  em: EntityManager,
  which: FilterQuery<Project>,
  from: string,
  to: string,
): Promise<void> {
  const [before, after] = [currencyDecimals(from), currencyDecimals(to)];
  if (before === after) return;
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
  for (const project of await em.find(Project, which, options))
    if (project.hourly_rate_cents != null)
      project.hourly_rate_cents = rescaled(project.hourly_rate_cents, before, after);
}
