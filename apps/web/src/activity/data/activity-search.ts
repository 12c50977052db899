import { actions, firstCharacters, isEntityType, type ViewFilters } from '@timetracker/shared';
import { isCalendarDay } from '../../ui/calendar-day.ts';

/**
 * What the Activity page shows, as its address says it: named and written as the REST API names and writes it, where
 * it has the same. A single number stays one, or the router would put it into quotes.
 */
export interface ActivitySearch {
  user_id?: number | string;
  entity_type?: string;
  action?: string;
  project_id?: number;
  start_date?: string;
  end_date?: string;
  days?: number;
  q?: string;
  /** The day that was jumped to. */
  at?: string;
  /** Page by page instead of without end. */
  page?: number;
  /** The saved view that the filter began as. */
  view?: number;
}

/** The same, taken apart. */
export interface ActivityState {
  filters: ViewFilters;
  at?: string;
  page?: number;
  view?: number;
}

const MAX_DAYS = 3_650;
const MAX_QUERY = 500;
const knownActions = new Set<string>(actions);
const isAction = (value: string): value is (typeof actions)[number] => knownActions.has(value);

const listOf = (value: unknown): string[] =>
  typeof value === 'string' || typeof value === 'number' ? String(value).split(',').filter(Boolean) : [];
const wholeNumber = (value: unknown, max = Number.MAX_SAFE_INTEGER) => {
  const number = Number(value);
  return typeof value !== 'object' && Number.isSafeInteger(number) && number >= 1 && number <= max
    ? number
    : undefined;
};
const day = (value: unknown) => (typeof value === 'string' && isCalendarDay(value) ? value : undefined);
const unlessEmpty = <Item>(items: Item[]) => (items.length > 0 ? items : undefined);

/** An object without the keys that have no value: what is not asked for is not in the address. */
export const defined = <Value extends object>(value: Value) =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>;
  };

function datesOf(search: Record<string, unknown>) {
  const [start_date, end_date] = [day(search['start_date']), day(search['end_date'])];
  if (!start_date && !end_date) return { days: wholeNumber(search['days'], MAX_DAYS) };
  return start_date && end_date && start_date > end_date ? { end_date } : { start_date, end_date };
}

/** What an address asks for; what it says wrongly is left out, as an address is often written by hand. */
export function stateOf(search: Record<string, unknown> | ActivitySearch): ActivityState {
  const raw: Record<string, unknown> = { ...search };
  const people = listOf(raw['user_id']).flatMap((value) => wholeNumber(value) ?? []);
  const q = ['string', 'number', 'boolean'].includes(typeof raw['q']) ? String(raw['q']).trim() : '';
  const filters = defined({
    user_id: unlessEmpty(people),
    entity_type: unlessEmpty(listOf(raw['entity_type']).filter(isEntityType)),
    action: unlessEmpty(listOf(raw['action']).filter(isAction)),
    project_id: wholeNumber(raw['project_id']),
    ...datesOf(raw),
    q: q === '' ? undefined : firstCharacters(q, MAX_QUERY),
  });
  return defined({
    filters,
    at: day(raw['at']),
    page: wholeNumber(raw['page']),
    view: wholeNumber(raw['view']),
  });
}

const joined = <Item extends number | string>(items: readonly Item[] | undefined) => {
  const [only, another] = items ?? [];
  return another === undefined ? only : items?.join(',');
};

/** The address of a state; a jump and pages exclude each other. */
export function searchOf({ filters, at, page, view }: ActivityState): ActivitySearch {
  const { user_id, entity_type, action, ...rest } = filters;
  return defined({
    ...rest,
    user_id: joined(user_id),
    entity_type: joined(entity_type),
    action: joined(action),
    at,
    page: at ? undefined : page,
    view,
  });
}

export const readSearch = (search: Record<string, unknown>): ActivitySearch => searchOf(stateOf(search));

export const isFiltered = (filters: ViewFilters) => Object.keys(filters).length > 0;
