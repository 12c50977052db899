import type { EntityManager } from '@mikro-orm/postgresql';
import { currencyDecimals, type InvoiceTotal, rescaled } from '@timetracker/shared';
import { sql } from 'kysely';

/**
 * What invoices come to, by currency and status, in the currency's smallest unit.
 * @param which `project_ids` null: of all projects, and those without one
 */
export async function invoiceTotals(
  em: EntityManager,
  which: {
    project_ids: readonly number[] | null;
    project_id?: number | undefined;
    client_id?: number | undefined;
  },
): Promise<InvoiceTotal[]> {
  const { project_ids, project_id = null, client_id = null } = which;
  const { rows } = await sql<InvoiceTotal & { currency_decimals: number }>`
    select currency, currency_decimals, status, count(*) as count, sum(total_cents)::bigint as total_cents
    from invoices
    where (${project_ids}::integer[] is null or project_id = any(${project_ids}::integer[]))
      and (${project_id}::integer is null or project_id = ${project_id}::integer)
      and (${client_id}::integer is null or client_id = ${client_id}::integer)
    group by currency, currency_decimals, status order by currency, status`.execute(em.getKysely());
  const totals = new Map<string, InvoiceTotal>();
  for (const { currency, currency_decimals, status, count, total_cents } of rows) {
    const key = `${currency} ${status}`;
    const total = totals.get(key) ?? { currency, status, count: 0, total_cents: 0 };
    total.count += count;
    total.total_cents += rescaled(total_cents, currency_decimals, currencyDecimals(currency));
    totals.set(key, total);
  }
  return [...totals.values()];
}
