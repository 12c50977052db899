import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { hasPhrase, wordsOf } from './words.ts';

const AT_ONCE = 5_000;

/** What is searched in. */
export interface Texts {
  entity_name: string | null;
  description: string;
}

/** Whether a phrase stands in the name or in the description. */
export const textsHave = ({ entity_name, description }: Texts, phrase: readonly string[]): boolean =>
  hasPhrase(wordsOf(description), phrase) || hasPhrase(wordsOf(entity_name ?? ''), phrase);

/** Of the given activities, those in whose texts a phrase stands: what the index only suspects is read. */
export async function idsWithPhrase(
  em: EntityManager,
  ids: readonly number[],
  phrase: readonly string[],
): Promise<number[]> {
  const having: number[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const { rows } = await sql<Texts & { id: number }>`
      select id, entity_name, description from activities
      where id = any(${ids.slice(start, start + AT_ONCE)}::bigint[])`.execute(em.getKysely());
    for (const row of rows) if (textsHave(row, phrase)) having.push(row.id);
  }
  return having;
}
