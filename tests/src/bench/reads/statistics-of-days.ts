import { activityStats } from '@timetracker/activities';
import type { History } from './history.ts';
import { plain } from './plain.ts';
import type { Asked } from './reading.ts';
import { visibilityIn } from './viewers.ts';

/** The seed's statistics of the last days of the history, beside `GROUP BY` on the activities. */
export const askStatistics = (history: History): Asked[] =>
  [7, 30, 365].map((days): Asked => {
    const { db, plainDb, activities, until } = history;
    const visibility = visibilityIn.administrator(history);
    return {
      question: `statistics of ${days} days`,
      viewer: 'administrator',
      activities,
      product: async () => (await activityStats(db.em.fork(), days, visibility, until)).total_activities,
      plain: () => plain.statistics(plainDb, days, until),
    };
  });
