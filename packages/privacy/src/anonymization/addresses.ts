import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/**
 * The IP addresses of a person's devices: those from which they changed something here, according to the trail and to what
 * is on its way there. By them activities are recognized that nobody is the author of, such as a mistyped user name. An
 * address that a posted or imported activity claims may be anybody's, and does not count.
 */
export async function addressesOf(em: EntityManager, user_id: number): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select ip_address as address from activities where user_id = ${user_id} and ip_address is not null and source = 'app'
    union
    select payload->>'ip_address' from activity_outbox
    where payload->>'user_id' = ${String(user_id)} and payload->>'ip_address' is not null
      and payload->>'source' = 'app'`.execute(em.getKysely());
  return rows.map(({ address }) => address);
}

/** Those of open sessions, which the worker may not read, and an anonymization ends: it notes them as it is asked for. */
export async function sessionAddressesOf(em: EntityManager, user_id: number): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select distinct ip_address as address from auth_sessions
    where user_id = ${user_id} and ip_address is not null`.execute(em.getKysely());
  return rows.map(({ address }) => address);
}

/** Adds to those that an anonymization looks for as long as it runs. */
export async function keepAddresses(
  tx: EntityManager,
  id: string,
  addresses: readonly string[],
): Promise<void> {
  await sql`
    update anonymizations
    set addresses = array(select distinct unnest(coalesce(addresses, '{}') || ${addresses}::text[]))
    where id = ${id}`.execute(tx.getKysely());
}
