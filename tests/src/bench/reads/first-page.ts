import { listActivities, type Visibility } from '@timetracker/db';
import { type Contender, interleaved } from '../interleaved.ts';
import type { History } from './history.ts';
import { plain } from './plain.ts';
import { type Reading, readingOf } from './reading.ts';
import { administrator, memberOf, outsider } from './viewers.ts';

const viewers: Record<string, (history: History) => Visibility> = {
  administrator: () => administrator,
  'member of 20 projects': (history) => memberOf(history, 20),
  'member of 500 projects': (history) => memberOf(history, 500),
  'nothing visible': () => outsider,
};

/** The first page with its total, of all histories in turns: what counts is that their size does not. */
export async function measureFirstPages(histories: readonly History[]): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const [viewer, visibilityIn] of Object.entries(viewers)) {
    const contenders: Record<string, Contender> = {};
    for (const history of histories) {
      const visibility = visibilityIn(history);
      const { db, activities } = history;
      contenders[`product ${activities}`] = () => listActivities(db.em.fork(), { limit: 50 }, visibility);
      contenders[`plain ${activities}`] = async () => {
        await plain.page(db, visibility);
        await plain.total(db, visibility);
      };
    }
    const times = await interleaved(contenders, { turns: 100 });
    for (const { activities } of histories)
      readings.push(
        readingOf(
          `first page, ${viewer}`,
          activities,
          times[`product ${activities}`] ?? [],
          times[`plain ${activities}`],
        ),
      );
  }
  return readings;
}
