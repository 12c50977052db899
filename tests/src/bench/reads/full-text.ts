import type { Database } from '@timetracker/db';
import { type RawBuilder, sql } from 'kysely';

/** Of PostgreSQL's own full-text search, beside the product's indexes. */
export const FULL_TEXT_INDEX = 'bench_full_text_idx';

/** The words of name and description, with a word between them: no phrase reaches from one into the other. */
const words = sql`to_tsvector('simple', coalesce(entity_name, '') || ' wordsbetweenwords ' || description)`;

/**
 * Makes the index of the peer that searches with it; of ten millions it takes minutes. Without knowing how frequent words are,
 * PostgreSQL would read the activities in the feed's order instead.
 */
export async function indexFullText({ em }: Database): Promise<void> {
  const db = em.fork().getKysely();
  await sql`create index if not exists ${sql.ref(FULL_TEXT_INDEX)} on activities using gin (${words})
    with (fastupdate = off)`.execute(db);
  await sql`analyze activities`.execute(db);
}

/** A word, or words one after another, by the index. */
export const fullTextSql = (text: string): RawBuilder<boolean> =>
  sql<boolean>`${words} @@ phraseto_tsquery('simple', ${text})`;
