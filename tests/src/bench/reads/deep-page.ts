import { countActivities, listActivities } from '@timetracker/activities';
import { chance } from './chance.ts';
import type { History } from './history.ts';
import { plain } from './plain.ts';
import type { Asked, ViewerName } from './reading.ts';
import { visibilityIn } from './viewers.ts';

const LIMIT = 50;

/** A page at a random depth with its total, beside `OFFSET`. */
export const askDeepPages = (history: History): Promise<Asked[]> =>
  Promise.all(
    (['administrator', 'member of 20 projects'] as const).map((viewer) => askDeepPage(history, viewer)),
  );

async function askDeepPage(history: History, viewer: ViewerName): Promise<Asked> {
  const { db, plainDb, activities } = history;
  const visibility = visibilityIn[viewer](history);
  const total = await countActivities(db.em.fork(), {}, visibility);
  const pageOf = (turn: number) => Math.floor(chance(turn) * (total / LIMIT));
  return {
    question: 'page at a random depth',
    viewer,
    activities,
    product: async (turn) => {
      const input = { limit: LIMIT, page: pageOf(turn) + 1 };
      return (await listActivities(db.em.fork(), input, visibility)).total;
    },
    plain: (turn) => plain.list(plainDb, { visibility, limit: LIMIT, offset: pageOf(turn) * LIMIT }),
  };
}
