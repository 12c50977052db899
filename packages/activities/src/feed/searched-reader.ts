import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { FilterScope } from '../scope/filter-scope.ts';
import { type Blocks, loadBlocks } from '../search/blocks.ts';
import { foundHours } from '../search/found-hours.ts';
import { match } from '../search/match.ts';
import { countMatches, type Matches } from '../search/matches.ts';
import { type NewMatch, newMatches } from '../search/new-matches.ts';
import { hourOf } from '../search/time-runs.ts';
import type { Visibility } from '../visibility/visibility.ts';
import type { FeedReader, Wanted } from './feed-reader.ts';
import { keysetCondition, orderSql } from './page/keyset-position.ts';
import type { ActivityRow } from './present-activity.ts';
import { readActivities } from './read-activities.ts';

/**
 * A trail with words: what matches is found in the search index as sets of ids, which are counted without reading an
 * activity; only those of a page are read. What is not indexed yet is looked through.
 */
export const searchedReader = async (
  em: EntityManager,
  cell: FilterScope,
  visibility: Visibility,
): Promise<FeedReader> => trailIn(await loadBlocks(em, cell), em, cell, visibility);

/** New activities that are looked through for a page: reading beside so many what the index does not know costs more. */
const MOST_BEHIND = 5_000;

/**
 * The same trail for what has no words, where the index is nearly up to date.
 * @returns undefined where it is not
 */
export async function indexedTrail(
  em: EntityManager,
  cell: FilterScope,
  visibility: Visibility,
): Promise<FeedReader | undefined> {
  const blocks = await loadBlocks(em, cell);
  return blocks.behind > MOST_BEHIND ? undefined : trailIn(blocks, em, cell, visibility);
}

async function trailIn(
  blocks: Blocks,
  em: EntityManager,
  cell: FilterScope,
  visibility: Visibility,
): Promise<FeedReader> {
  const matches = await match(em, cell, visibility, blocks);
  const fresh = blocks.behind > 0 ? await newMatches(em, cell, visibility, blocks.through) : [];
  return {
    total: countMatches(matches) + fresh.length,
    read: (wanted) => read(em, { matches, fresh, blocks }, wanted),
  };
}

async function read(
  em: EntityManager,
  found: { matches: Matches; fresh: readonly NewMatch[]; blocks: Blocks },
  { place, limit, offset = 0, allowance }: Wanted,
): Promise<ActivityRow[]> {
  const side = place?.side ?? 'older';
  const at = place && hourOf(place.created_at.getTime());
  const ids: number[] = [];
  let skipped = 0;
  let enough = 0;
  for await (const { hour, count, ids: inHour } of foundHours(found, side, at)) {
    if (ids.length === 0 && skipped + count <= offset) {
      skipped += count;
      continue;
    }
    ids.push(...inHour());
    // Some of the hour of the place lie on its other side.
    if (hour !== at) enough += count;
    if (enough >= offset - skipped + limit) break;
  }
  if (ids.length === 0) return [];
  const order = orderSql(side);
  const where = sql<boolean>`activities.id in (
    select id from activities where id = any(${ids}::bigint[]) and ${place ? keysetCondition(place) : sql`true`}
    order by ${order(sql`activities`)} limit ${limit} offset ${offset - skipped})`;
  return readActivities(em, { where, order }, allowance);
}
