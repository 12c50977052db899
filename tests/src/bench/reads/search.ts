import { listActivities } from '@timetracker/activities';
import type { ActivityFilters } from '@timetracker/shared';
import { sql } from 'kysely';
import { chance, pick } from './chance.ts';
import { fullTextSql, indexFullText } from './full-text.ts';
import type { History } from './history.ts';
import { likeSql, plain } from './plain.ts';
import type { Asked, Question, ViewerName } from './reading.ts';
import { type Sample, sampleNames } from './sample-names.ts';
import { conditionOf, monthFrom } from './totals.ts';
import { visibilityIn } from './viewers.ts';

/** Words of many tasks, whose letters are in no other word: `ILIKE` then finds the same. */
const common = [
  'website',
  'warehouse',
  'newsletter',
  'intranet',
  'loyalty',
  'museum',
  'translate',
  'investigate',
];
const letters = 'bcdfghjklmnpqrstvwxz';

/** What is searched for, and the filters beside it. */
interface Search extends ActivityFilters {
  words: string;
}

/**
 * The first page of what a search finds, with its exact total, for words that are others in each turn, beside `ILIKE` and
 * PostgreSQL's full-text search.
 */
export async function askSearches(history: History): Promise<Asked[]> {
  await indexFullText(history.db);
  const viewers = ['administrator', 'member of 20 projects'] as const;
  return (await Promise.all(viewers.map((viewer) => askSearchesOf(history, viewer)))).flat();
}

async function askSearchesOf(history: History, viewer: ViewerName): Promise<Asked[]> {
  const { db, plainDb, activities } = history;
  const visibility = visibilityIn[viewer](history);
  const samples = await sampleNames(history, visibility);
  const searches: { question: Question; searchIn: (turn: number) => Search }[] = [
    { question: 'search for a rare word', searchIn: (turn) => ({ words: pick(samples.codeNames, turn) }) },
    { question: 'search for a common word', searchIn: (turn) => ({ words: pick(common, turn) }) },
    {
      question: 'search for a phrase with filters',
      searchIn: (turn) => phraseOf(pick(samples.phrases, turn)),
    },
    { question: 'search that finds nothing', searchIn: (turn) => ({ words: unheardOf(turn) }) },
  ];
  const plainly = (turn: number, searchIn: (turn: number) => Search, wordsSql: typeof likeSql) => {
    const { words, ...filters } = searchIn(turn);
    return plain.list(plainDb, {
      visibility,
      condition: sql<boolean>`${wordsSql(words)} and ${conditionOf(filters)}`,
    });
  };
  return searches.map(
    ({ question, searchIn }): Asked => ({
      question,
      viewer,
      activities,
      product: async (turn) => {
        const { words, ...filters } = searchIn(turn);
        const q = words.includes(' ') ? `"${words}"` : words;
        return (await listActivities(db.em.fork(), { limit: 50, q, ...filters }, visibility)).total;
      },
      plain: (turn) => plainly(turn, searchIn, likeSql),
      full_text: (turn) => plainly(turn, searchIn, fullTextSql),
    }),
  );
}

/** With the type and the month of the activity that has it. */
function phraseOf({ phrase, entity_type, created_at }: Sample): Search {
  const month = new Date(created_at);
  month.setUTCHours(0, 0, 0, 0);
  month.setUTCDate(1);
  return { words: phrase, entity_type: [entity_type], ...monthFrom(month) };
}

/** A word without vowels. */
const unheardOf = (turn: number): string =>
  Array.from({ length: 8 }, (_, place) =>
    letters.charAt(Math.floor(chance(turn, place) * letters.length)),
  ).join('');
