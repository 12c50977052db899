import { listActivities } from '@timetracker/db';
import { interleaved } from '../interleaved.ts';
import { chance } from './chance.ts';
import type { History } from './history.ts';
import { plain } from './plain.ts';
import { type Reading, readingOf } from './reading.ts';
import { administrator, memberOf } from './viewers.ts';

const LIMIT = 50;

/** A page at a random depth, beside the first one and beside `OFFSET`. */
export async function measureDeepPages(history: History): Promise<Reading[]> {
  const { db, activities } = history;
  const member = memberOf(history, 20);
  const page = (of: number, turn: number) => 1 + Math.floor(chance(turn) * (of / LIMIT));
  const list = (page: number, visibility = administrator) =>
    listActivities(db.em.fork(), { limit: LIMIT, page }, visibility);
  const { total } = await list(1, member);
  const times = await interleaved(
    {
      first: () => list(1),
      deep: (turn) => list(page(activities, turn)),
      offset: (turn) =>
        plain.page(db, administrator, { limit: LIMIT, offset: (page(activities, turn) - 1) * LIMIT }),
      memberFirst: () => list(1, member),
      memberDeep: (turn) => list(page(total, turn), member),
      memberOffset: (turn) =>
        plain.page(db, member, { limit: LIMIT, offset: (page(total, turn) - 1) * LIMIT }),
    },
    { turns: 100 },
  );
  return [
    readingOf('page 1, administrator', activities, times.first),
    readingOf('page at a random depth, administrator', activities, times.deep, times.offset),
    readingOf('page 1, member of 20 projects', activities, times.memberFirst),
    readingOf(
      'page at a random depth, member of 20 projects',
      activities,
      times.memberDeep,
      times.memberOffset,
    ),
  ];
}
