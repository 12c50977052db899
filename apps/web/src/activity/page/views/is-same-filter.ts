import type { ViewFilters } from '@timetracker/shared';

const asSet = (value: unknown): unknown => (Array.isArray(value) ? value.map(String).sort() : value);

/** Filters as one text, whatever the order of their keys and lists. */
const canonical = (filters: ViewFilters): string =>
  JSON.stringify(
    Object.entries(filters)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => [name, asSet(value)]),
  );

/** Whether two filters let the same activities through by saying the same. */
export const isSameFilter = (one: ViewFilters, other: ViewFilters): boolean =>
  canonical(one) === canonical(other);
