import { createHmac } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { foldedWordsOf } from '../words/text-words.ts';
import { wordsOf } from '../words/words.ts';
import { type Name, type Recognizer, recognizerBy, sequenceOf } from './names.ts';

/** A person who was forgotten, as far as later events can be recognized to be about them. */
export interface ForgottenPerson {
  user_id: number;
  /** Events from before tell of the person by name; a namesake may come later. ISO 8601. */
  since: string;
  names: Recognizer;
  /** Whether this user name was theirs. */
  isUsername: (username: string) => boolean;
}

interface Row {
  user_id: number;
  digest: string;
  kind: Name['kind'];
  words: number;
  distinctive: boolean;
}

/** Texts repeat themselves; longer memory costs more than it saves. */
const MOST_REMEMBERED = 20_000;

const digestWith = (key: string, sequence: string) =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(sequence).digest('hex');

/** Keeps keyed hashes of names: a name can be recognized by them, but not be read from them. Within a transaction. */
export async function keepForgotten(
  tx: EntityManager,
  user_id: number,
  names: readonly Name[],
): Promise<void> {
  const key = await readKey(tx);
  await sql`
    insert into forgotten_names (user_id, digest, kind, words, distinctive)
    select ${user_id}, decode(digest, 'hex'), kind, words, distinctive from unnest(
      ${names.map(({ words }) => digestWith(key, sequenceOf(words)))}::text[], ${names.map(({ kind }) => kind)}::text[],
      ${names.map(({ words }) => words.length)}::smallint[], ${names.map(({ distinctive }) => distinctive)}::boolean[]
    ) as name (digest, kind, words, distinctive)`.execute(tx.getKysely());
}

/** Names of somebody who is being forgotten, of which those are ambiguous that were kept so. */
export async function asForgotten(
  em: EntityManager,
  user_id: number,
  names: readonly Name[],
): Promise<Name[]> {
  const key = await readKey(em);
  const { rows } = await sql<{ digest: string }>`
    select encode(digest, 'hex') as digest from forgotten_names
    where user_id = ${user_id} and not distinctive`.execute(em.getKysely());
  const ambiguous = new Set(rows.map(({ digest }) => digest));
  return names.map((name) =>
    ambiguous.has(digestWith(key, sequenceOf(name.words))) ? { ...name, distinctive: false } : name,
  );
}

async function readKey(em: EntityManager): Promise<string> {
  const { rows } = await sql<{ key: string }>`select encode(key, 'hex') as key from forgotten_key`.execute(
    em.getKysely(),
  );
  const key = rows[0]?.key;
  if (key === undefined) throw new Error('forgotten_key has lost its row');
  return key;
}

/** How many people were forgotten, or are being. */
export async function countForgotten(em: EntityManager): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from anonymizations`.execute(
    em.getKysely(),
  );
  return rows[0]?.count ?? 0;
}

/** Of user names that belonged to people who were forgotten: whose they were. */
export async function forgottenAccounts(
  em: EntityManager,
  usernames: readonly string[],
): Promise<Map<string, number>> {
  if (usernames.length === 0) return new Map();
  const people = await forgottenPeople(em, await countForgotten(em));
  return new Map(
    usernames.flatMap((username) => {
      const person = people.find(({ isUsername }) => isUsername(username));
      return person ? [[username, person.user_id] as const] : [];
    }),
  );
}

const remembered = new WeakMap<object, { count: number; people: ForgottenPerson[] }>();

/**
 * Everybody who was forgotten. They are loaded again only when there are more of them.
 * @param count how many there are
 */
export async function forgottenPeople(em: EntityManager, count: number): Promise<readonly ForgottenPerson[]> {
  if (count === 0) return [];
  const of = em.getConnection();
  const known = remembered.get(of);
  if (known?.count === count) return known.people;
  const people = await loadForgotten(em);
  remembered.set(of, { count, people });
  return people;
}

async function loadForgotten(em: EntityManager): Promise<ForgottenPerson[]> {
  const key = await readKey(em);
  const digests = new Map<string, string>();
  const digest = (sequence: string) => {
    const known = digests.get(sequence) ?? digestWith(key, sequence);
    if (digests.size >= MOST_REMEMBERED) digests.clear();
    digests.set(sequence, known);
    return known;
  };
  const { rows } = await sql<Row>`
    select user_id, encode(digest, 'hex') as digest, kind, words, distinctive from forgotten_names`.execute(
    em.getKysely(),
  );
  const { rows: people } = await sql<{ user_id: number; since: Date }>`
    select user_id, requested_at as since from anonymizations order by requested_at, user_id`.execute(
    em.getKysely(),
  );
  return people.map(({ user_id, since }) =>
    forgottenPerson(
      user_id,
      since.toISOString(),
      rows.filter((row) => row.user_id === user_id),
      digest,
    ),
  );
}

function forgottenPerson(
  user_id: number,
  since: string,
  rows: readonly Row[],
  digest: (sequence: string) => string,
): ForgottenPerson {
  const names = new Map(rows.map((row) => [row.digest, row]));
  return {
    user_id,
    since,
    names: recognizerBy(
      rows.map(({ words }) => words),
      (sequence) => {
        const row = names.get(digest(sequence));
        return row && (row.distinctive ? 'distinctive' : 'ambiguous');
      },
    ),
    // Of those who were forgotten first, names were kept with their accents.
    isUsername: (username) =>
      [foldedWordsOf(username), wordsOf(username)].some(
        (words) => names.get(digest(sequenceOf(words)))?.kind === 'username',
      ),
  };
}
