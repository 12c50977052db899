import { sqlState } from '@timetracker/db';

// SQLSTATE classes that say "this row", not "this moment": data exception, integrity constraint violation.
const ABOUT_THE_DATA = /^(22|23)/;

/** Also what cannot be worked on here: it must not keep everything else from being stored for ever. */
const isAboutTheData = (error: unknown): boolean =>
  ABOUT_THE_DATA.test(sqlState(error)) || error instanceof RangeError || error instanceof TypeError;

/** Without the row itself, which the database quotes: it may say of people what nobody else is to read. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/ - detail: .*$/s, '');

/** What became of a batch, part by part, and what the database would not take. */
export interface SplitResult<Item, Result> {
  results: Result[];
  refused: { item: Item; detail: string }[];
}

/**
 * Stores a batch in one go; a refused one is halved until what the database refuses stands alone.
 * @param store stores all of the items, or throws and stores none
 * @throws whatever is not about the data, for example that the database is away
 */
export async function storeOrSplit<Item, Result>(
  items: readonly Item[],
  store: (items: readonly Item[]) => Promise<Result>,
): Promise<SplitResult<Item, Result>> {
  const [only] = items;
  if (only === undefined) return { results: [], refused: [] };
  try {
    return { results: [await store(items)], refused: [] };
  } catch (error) {
    if (!isAboutTheData(error)) throw error;
    if (items.length === 1) {
      return { results: [], refused: [{ item: only, detail: reasonOf(error) }] };
    }
    const middle = Math.ceil(items.length / 2);
    const first = await storeOrSplit(items.slice(0, middle), store);
    const second = await storeOrSplit(items.slice(middle), store);
    return {
      results: [...first.results, ...second.results],
      refused: [...first.refused, ...second.refused],
    };
  }
}
