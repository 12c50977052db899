import { hash } from 'node:crypto';
import { defaultKeyHasher } from '@better-auth/api-key';
import {
  addKey,
  type Database,
  type EntityManager,
  type KeyHolder,
  keyHolder,
  noteKeyUse,
  rightsThatHold,
} from '@timetracker/db';
import type { CreateKeyInput, Scope } from '@timetracker/shared';
import { generateRandomString } from 'better-auth/crypto';
import { keyMetadata } from './key-metadata.ts';
import { authorityOf, hasSameScopes, type Principal } from './principal.ts';

const KEY_LENGTH = 64;
const START_LENGTH = 6;
const TRUST_MS = 800;
const MOST_TRUSTED = 1_000;
const NOTE_EVERY_MS = 60_000;

interface Trusted {
  principal: Promise<Principal | null>;
  /** What came of it. */
  found?: Principal;
  until: number;
}

const digestOf = (key: string): string => hash('sha256', key, 'base64');

/** Stores a new key in the transaction of `em`. @returns the key, which is kept nowhere */
export async function storeKey(
  em: EntityManager,
  { user_id, name, scopes, service }: CreateKeyInput,
): Promise<string> {
  const key = generateRandomString(KEY_LENGTH, 'a-z', 'A-Z');
  const metadata = JSON.stringify({ scopes: scopes satisfies Scope[], service });
  const hash = await defaultKeyHasher(key);
  await addKey(em, { user_id, name, start: key.slice(0, START_LENGTH), hash, metadata });
  return key;
}

/**
 * Finds out whose key is sent. At thousands of requests a second not every one can look at the database: what was found
 * is trusted for less than a second, and no longer when rights have changed. What gives rights looks again when it
 * commits.
 */
export function createKeyTrust(database: Database) {
  const trusted = new Map<string, Trusted>();
  /** Until when a key that was found is trusted, by its id. */
  const held = new Map<number | undefined, number>();

  /** Counts how often all was forgotten: whoever looked before must not keep what they saw. */
  let generation = 0;

  const trustUntil = (key_id: number | undefined, until: number) => {
    if (held.size >= MOST_TRUSTED) held.clear();
    held.set(key_id, until);
  };

  const look = async (key: string): Promise<Principal | null> => {
    const em = database.em.fork();
    const holder = await keyHolder(em, await defaultKeyHasher(key));
    if (!holder) return null;
    if (Date.now() - (holder.last_used_at?.getTime() ?? 0) > NOTE_EVERY_MS)
      await noteKeyUse(em, holder.key_id);
    return principalOf(holder);
  };

  return {
    /** @returns null for a key that is not valid. @throws when the database cannot be reached */
    principalOf: (key: string): Promise<Principal | null> => {
      const digest = digestOf(key);
      const known = trusted.get(digest);
      if (known && known.until > Date.now()) return known.principal;
      if (trusted.size >= MOST_TRUSTED) trusted.clear();
      const entry: Trusted = { principal: look(key), until: Date.now() + TRUST_MS };
      trusted.set(digest, entry);
      const forget = () => {
        if (trusted.get(digest) === entry) trusted.delete(digest);
      };
      entry.principal.then((found) => {
        if (!found) return forget();
        entry.found = found;
        if (trusted.get(digest) === entry) trustUntil(found.key_id, entry.until);
      }, forget);
      return entry.principal;
    },
    /** The principal of a key that was looked at a moment ago; undefined where it has to be looked at. */
    trusted: (key: string): Principal | undefined => {
      const known = trusted.get(digestOf(key));
      return known && known.until > Date.now() ? known.found : undefined;
    },
    /**
     * Whether a key that was trusted when a request began still may do what it then could. Its body may have taken long.
     * @throws when the database cannot be reached
     */
    stillHolds: async (principal: Principal): Promise<boolean> => {
      if ((held.get(principal.key_id) ?? 0) > Date.now()) return true;
      const until = Date.now() + TRUST_MS;
      const looked = generation;
      const [right] = await rightsThatHold(database.em.fork(), [authorityOf(principal)]);
      if (!right || !hasSameScopes(principal, right.metadata)) return false;
      if (looked === generation) trustUntil(principal.key_id, until);
      return true;
    },
    /** Rights have changed: no key is trusted any more without a look at it. */
    forget: () => {
      generation += 1;
      trusted.clear();
      held.clear();
    },
  };
}

function principalOf({ key_id, metadata, id, username, display_name, email, role }: KeyHolder): Principal {
  const { scopes, service } = keyMetadata.parse(metadata);
  return { id, username, display_name, email, role, via: 'key', key_id, scopes, service };
}
