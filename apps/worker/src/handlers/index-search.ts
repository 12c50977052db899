import { indexSearch as bringUpToDate } from '@timetracker/activities';
import type { EntityManager } from '@timetracker/db';
import { indexSearch } from '@timetracker/shared';
import { handles } from '../registry.ts';

/** So few new activities are looked through by a search in a few milliseconds. */
const FEW = 500;

/** Indexes what has become too much to be looked through by every search. */
export const indexSearchHandler = (em: EntityManager, onIndexed: (activities: number) => void) =>
  handles(indexSearch, async () => onIndexed(await bringUpToDate(em, { atLeast: FEW })));
