import type { EntityManager } from '@mikro-orm/postgresql';
import { byteSlices, type IdRange, inGroups, searchedBytes } from '@timetracker/db';
import { sql } from 'kysely';
import { type Indexed, TermCollector } from './collect-terms.ts';
import { BLOCK_SIZE, blockOf, condense, listPlaces, MOST_LISTED, placeOf } from './places.ts';
import { keepRuns } from './time-runs.ts';

/** More at once would keep a worker from its other work for too long, and take more memory. */
const SLICE = 4_096;
/** What is gathered before it is written: beyond this, each word that differs would only take more memory. */
const GATHERED_BYTES = 24 * 1024 * 1024;
const WRITTEN_AT_ONCE = 16_384;
/** Terms of a full block that are made shorter at once: 128 KB each at the most. */
const CONDENSED_AT_ONCE = 64;

interface Row extends Indexed {
  id: number;
  /** Hours since 1970, UTC. */
  hour: number;
}

const columns = sql`id, user_id, project_id, entity_type, action, entity_name, description,
  floor(extract(epoch from created_at) / 3600)::integer as hour`;

export interface IndexSearchOptions {
  /** As long as fewer activities are new, nothing is done: a search looks through so few one by one. */
  atLeast?: number;
  /** How many at once: a whole block costs half as much as one in slices, and takes 200 MB for a moment. */
  slice?: number;
  /** Stops between two slices. */
  signal?: AbortSignal;
  /** Called after each slice: up to which activity, and which is the last one. */
  onIndexed?: (through: number, last: number) => void;
}

/**
 * Brings the search index up to the newest activity, slice by slice, each a transaction. Whoever comes second waits for
 * the first one's slice; killed at any point, the next one goes on.
 * @returns how many activities were indexed
 */
export async function indexSearch(em: EntityManager, options: IndexSearchOptions = {}): Promise<number> {
  let indexed = 0;
  const { atLeast = 1, slice: size = SLICE, signal, onIndexed } = options;
  for (;;) {
    if (signal?.aborted) return indexed;
    const slice = await em.fork().transactional((tx) => indexSlice(tx, size, indexed > 0 ? 1 : atLeast));
    if (!slice) return indexed;
    indexed += slice.count;
    onIndexed?.(slice.through, slice.last);
  }
}

async function indexSlice(tx: EntityManager, size: number, atLeast: number) {
  const db = tx.getKysely();
  const { rows: heads } = await sql<{ through: number; last_id: number }>`
    select indexed_through as through, last_id from search_head, activity_head for update of search_head`.execute(
    db,
  );
  const { through = 0, last_id = 0 } = heads[0] ?? {};
  if (last_id - through < Math.max(1, atLeast)) return undefined;
  // A slice ends with its block at the latest, so that each is written into one.
  const end = Math.min(through + size, last_id, (blockOf(through + 1) + 1) * BLOCK_SIZE);
  const count = await addToBlock(tx, blockOf(end), { after: through, upTo: end });
  if (end % BLOCK_SIZE === 0) await condenseBlock(tx, blockOf(end));
  await sql`update search_head set indexed_through = ${end}`.execute(db);
  return { count, through: end, last: last_id };
}

/**
 * @param range of one block, and later than what it has
 * @returns how many activities there are in it
 */
async function addToBlock(tx: EntityManager, block: number, range: IdRange): Promise<number> {
  let count = 0;
  let collector = new TermCollector();
  for await (const { after, upTo } of byteSlices(tx, range, searchedBytes)) {
    const { rows } = await sql<Row>`
      select ${columns}
      from activities where id > ${after} and id <= ${upTo} order by id`.execute(tx.getKysely());
    for (const row of rows) {
      collector.add(placeOf(row.id), row);
      if (collector.bytes < GATHERED_BYTES) continue;
      await addPostings(tx, block, collector);
      collector = new TermCollector();
    }
    await addHours(tx, block, rows);
    count += rows.length;
  }
  await addPostings(tx, block, collector);
  return count;
}

async function addPostings(tx: EntityManager, block: number, collector: TermCollector): Promise<void> {
  for (const postings of inGroups(collector.terms(), WRITTEN_AT_ONCE))
    await insertPostings(tx, block, postings);
}

async function insertPostings(
  tx: EntityManager,
  block: number,
  postings: readonly [term: string, places: number[]][],
): Promise<void> {
  await sql`
    insert into search_postings (term, block, count, places)
    select term, ${block}, length(places) / 2, places from (
      select term, decode(places, 'hex') as places
      from unnest(${postings.map(([term]) => term)}::text[],
        ${postings.map(([, places]) => listPlaces(places).toString('hex'))}::text[]) as posting (term, places)) added
    on conflict (term, block) do update
    set count = search_postings.count + excluded.count, places = search_postings.places || excluded.places`.execute(
    tx.getKysely(),
  );
}

async function addHours(tx: EntityManager, block: number, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const entries = rows.map(({ id, hour }) => ({ place: placeOf(id), hour }));
  const [first, last] = entries.reduce(
    ([first, last], { hour }) => [Math.min(first, hour), Math.max(last, hour)],
    [Infinity, -Infinity],
  );
  await sql`
    insert into search_blocks (block, first_hour, last_hour, hours)
    values (${block}, ${first}, ${last}, decode(${keepRuns(entries).toString('hex')}, 'hex'))
    on conflict (block) do update
    set first_hour = least(search_blocks.first_hour, excluded.first_hour),
      last_hour = greatest(search_blocks.last_hour, excluded.last_hour),
      hours = search_blocks.hours || excluded.hours`.execute(tx.getKysely());
}

/** A block that nothing is added to any more: what it has much of becomes shorter. */
async function condenseBlock(tx: EntityManager, block: number): Promise<void> {
  const db = tx.getKysely();
  const { rows: frequent } = await sql<{ term: string }>`
    select term from search_postings where block = ${block} and count > ${MOST_LISTED}`.execute(db);
  for (let start = 0; start < frequent.length; start += CONDENSED_AT_ONCE) {
    const terms = frequent.slice(start, start + CONDENSED_AT_ONCE).map(({ term }) => term);
    const { rows } = await sql<{ term: string; count: number; places: Buffer }>`
      select term, count, places from search_postings
      where block = ${block} and term = any(${terms}::text[])`.execute(db);
    await sql`
      update search_postings set places = decode(condensed.places, 'hex')
      from unnest(${rows.map(({ term }) => term)}::text[],
        ${rows.map(({ places, count }) => condense(places, count).toString('hex'))}::text[]) as condensed (term, places)
      where search_postings.term = condensed.term and search_postings.block = ${block}`.execute(db);
  }
}

/**
 * Indexes blocks anew, after the words of activities in them have changed or activities have gone. Within the
 * transaction that changed them: whoever searches sees both or neither.
 */
export async function reindexBlocks(tx: EntityManager, blocks: readonly number[]): Promise<void> {
  const db = tx.getKysely();
  const { rows: heads } = await sql<{ through: number }>`
    select indexed_through as through from search_head for update`.execute(db);
  const through = heads[0]?.through ?? 0;
  await sql`delete from search_postings where block = any(${blocks}::integer[])`.execute(db);
  await sql`delete from search_blocks where block = any(${blocks}::integer[])`.execute(db);
  for (const block of blocks) {
    const end = Math.min((block + 1) * BLOCK_SIZE, through);
    await addToBlock(tx, block, { after: block * BLOCK_SIZE, upTo: end });
    if (end === (block + 1) * BLOCK_SIZE) await condenseBlock(tx, block);
  }
}
