import type { EntityManager } from '@mikro-orm/postgresql';
import { type Cell, hasWords } from '../scope/cell.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { countedTrail } from './counted-trail.ts';
import { searchedTrail } from './searched-trail.ts';
import type { Trail } from './trail.ts';

/** Opens the trail of what is asked for and visible, by the rollups or, where words are searched, by the search index. */
export const openTrail = (em: EntityManager, asked: Cell, visibility: Visibility): Promise<Trail> =>
  hasWords(asked) ? searchedTrail(em, asked, visibility) : countedTrail(em, asked, visibility);
