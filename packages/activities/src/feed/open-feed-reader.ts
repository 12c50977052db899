import type { EntityManager } from '@mikro-orm/postgresql';
import { type FilterScope, hasWords } from '../scope/filter-scope.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { countedReader } from './counted-reader.ts';
import type { FeedReader } from './feed-reader.ts';
import { searchedReader } from './searched-reader.ts';

/** Opens the trail of what is asked for and visible, by the rollups or, where words are searched, by the search index. */
export const openFeedReader = (
  em: EntityManager,
  asked: FilterScope,
  visibility: Visibility,
): Promise<FeedReader> =>
  hasWords(asked) ? searchedReader(em, asked, visibility) : countedReader(em, asked, visibility);
