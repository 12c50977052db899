import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/**
 * The next invoice number of a year, without gaps: the year's row stays locked until the transaction ends, and a
 * rollback gives the number back. Call it within the transaction that uses the number.
 * @returns for example `2026-0001`
 */
export async function nextInvoiceNumber(em: EntityManager, year: number): Promise<string> {
  const { rows } = await sql<{ last_number: number }>`
    insert into invoice_years (year, last_number) values (${year}, 1)
    on conflict (year) do update set last_number = invoice_years.last_number + 1
    returning last_number`.execute(em.getKysely());
  const [row] = rows;
  if (!row) throw new Error('The year gave no number');
  return `${year}-${String(row.last_number).padStart(4, '0')}`;
}
