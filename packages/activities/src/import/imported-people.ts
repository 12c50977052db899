import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { crossedSignInNames, currentTime, Invitation, User } from '@timetracker/db';
import { isReservedName } from '@timetracker/shared';
import { forgottenAccounts } from '../redaction/erased-subjects.ts';
import type { ImportedPerson } from './imported-event.ts';

/** Nothing is ever delivered there (RFC 6761, section 6.4). */
const NOWHERE = 'imported.invalid';
const TOKEN_BYTES = 32;

/** The accounts of people, by user name, also of those who were forgotten; those without one are missing. */
export async function accountsOf(
  tx: EntityManager,
  people: readonly ImportedPerson[],
): Promise<Map<string, number>> {
  if (people.length === 0) return new Map();
  const users = await tx.find(User, { username: { $in: people.map(({ username }) => username) } });
  const accounts = new Map(users.map(({ username, id }) => [username, id]));
  const others = people.flatMap(({ username }) => (accounts.has(username) ? [] : username));
  return new Map([...accounts, ...(await forgottenAccounts(tx, others))]);
}

/** Who was forgotten in another installation: nothing else is known of them. */
const PSEUDONYM = /^deleted-user-\d+$/;

/**
 * Why people may not get accounts, by user name: theirs is one of the product's own names, or another account's address.
 * Call it within the transaction that adds the others.
 */
export async function refusedPeople(
  tx: EntityManager,
  people: readonly ImportedPerson[],
): Promise<Map<string, string>> {
  const crossed = await crossedSignInNames(
    tx,
    people.map(({ username }) => ({ username, email: addressOf(username) })),
  );
  return new Map(
    people.flatMap(({ username }, index) => {
      if (isReservedName(username) && !PSEUDONYM.test(username))
        return [[username, `username "${username}" is reserved: the trail calls others so`]];
      const { username: isAddress, email } = crossed[index] ?? {};
      if (isAddress !== undefined) return [[username, `username "${username}" ${isAddress}`]];
      return email === undefined ? [] : [[username, `the address ${addressOf(username)} ${email}`]];
    }),
  );
}

/**
 * Accounts for people without one. Nobody can sign in to them: they have no password, an address that receives nothing,
 * and an invitation whose link nobody has. An administrator who corrects the address and renews the invitation lets
 * the person in. Call it within a transaction, as the author of the accounts; they are captured like any others.
 */
export async function addPeople(
  tx: EntityManager,
  people: readonly ImportedPerson[],
): Promise<Map<string, number>> {
  const users = people.map(({ username, display_name }) =>
    tx.create(User, {
      username,
      display_username: username,
      display_name,
      email: addressOf(username),
      role: 'member',
    }),
  );
  await tx.flush();
  for (const { id } of users)
    tx.create(Invitation, { user_id: id, token_hash: hashOfNothing(), expires_at: currentTime() });
  await tx.flush();
  return new Map(users.map(({ username, id }) => [username, id]));
}

const addressOf = (username: string) => `${localPartOf(username)}@${NOWHERE}`;

/** RFC 5321, section 4.5.3.1.1. */
const LONGEST_LOCAL_PART = 64;

/** A user name as what stands before the `@`, in small letters as every address here; a long one by its hash. */
function localPartOf(username: string): string {
  const encoded = encodeURIComponent(username).toLowerCase();
  if (encoded.length <= LONGEST_LOCAL_PART) return encoded;
  return createHash('sha256').update(username).digest('hex');
}

/** In the form of a token's hash, but of one that was never told. */
const hashOfNothing = () => createHash('sha256').update(randomBytes(TOKEN_BYTES)).digest('base64url');
