import { activityStats } from '@timetracker/db';
import { type Contender, interleaved } from '../interleaved.ts';
import type { History } from './history.ts';
import { plain } from './plain.ts';
import { type Reading, readingOf } from './reading.ts';
import { administrator } from './viewers.ts';

const PERIODS = [7, 30, 365];

/** The seed's statistics, beside `GROUP BY` on the activities. */
export async function measureStatistics({ db, activities }: History): Promise<Reading[]> {
  const contenders: Record<string, Contender> = {};
  for (const days of PERIODS) {
    contenders[`product ${days}`] = () => activityStats(db.em.fork(), days, administrator);
    contenders[`plain ${days}`] = () => plain.statistics(db, days);
  }
  const times = await interleaved(contenders, { turns: 60 });
  return PERIODS.map((days) =>
    readingOf(
      `statistics of ${days} days`,
      activities,
      times[`product ${days}`] ?? [],
      times[`plain ${days}`],
    ),
  );
}
