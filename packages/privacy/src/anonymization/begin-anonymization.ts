import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { keepForgotten, namesOf, nothingFound, recognizerOf, redactText } from '@timetracker/activities';
import { lockAccounts } from '@timetracker/db';
import { sql } from 'kysely';
import { keepHoldsAsTheyAre } from '../retention/lock-holds.ts';
import { checkAnonymizable } from './check-anonymizable.ts';
import { eraseAccount } from './erase-account.ts';
import { identitiesOf } from './identities.ts';
import { redactAtOnce } from './redact-tables.ts';

export interface AnonymizationRequest {
  user_id: number;
  reason: string;
  /** Null: the command line. */
  requested_by: number | null;
}

/**
 * Ends a person's account for good and notes what else has to be done, all within the caller's transaction. From its commit on,
 * what arrives is stored without the person; what is there already is left to {@link runAnonymization}.
 * @returns the id of the anonymization, which is also its job's and its erasure's
 * @throws {AppError} notFound or conflict, as {@link checkAnonymizable}
 */
export async function beginAnonymization(
  tx: EntityManager,
  { user_id, reason, requested_by }: AnonymizationRequest,
): Promise<string> {
  await lockAccounts(tx);
  await keepHoldsAsTheyAre(tx);
  const user = await checkAnonymizable(tx, user_id, requested_by);
  const identities = await identitiesOf(tx, user);
  const names = namesOf(identities);
  const id = randomUUID();
  const reasonWithout = redactText(reason, recognizerOf(names), true, nothingFound());
  // The database notes by itself what the account is called: nobody may have other names taken out.
  await sql`
    insert into anonymizations (id, user_id, requested_by, reason)
    values (${id}, ${user_id}, ${requested_by}, ${reasonWithout})`.execute(tx.getKysely());
  await keepForgotten(tx, user_id, names);
  await eraseAccount(tx, user, identities);
  await redactAtOnce(tx, { user_id, names });
  return id;
}
