import { listActivities } from '@timetracker/activities';
import type { History } from './history.ts';
import { plain } from './plain.ts';
import type { Asked } from './reading.ts';
import { visibilityIn } from './viewers.ts';

const viewers = [
  'administrator',
  'member of 20 projects',
  'member of 500 projects',
  'nothing visible',
] as const;

/** The first page with its total, of all histories: what counts is that their size does not. */
export const askFirstPages = (histories: readonly History[]): Asked[] =>
  viewers.flatMap((viewer) =>
    histories.map((history): Asked => {
      const { db, plainDb, activities } = history;
      const visibility = visibilityIn[viewer](history);
      return {
        question: 'first page',
        viewer,
        activities,
        product: async () => (await listActivities(db.em.fork(), { limit: 50 }, visibility)).total,
        plain: () => plain.list(plainDb, { visibility }),
      };
    }),
  );
