import { getRouteApi } from '@tanstack/react-router';
import type { ViewFilters } from '@timetracker/shared';
import { useMemo } from 'react';
import { inputOf } from '../data/activity-input.ts';
import { type ActivityState, defined, searchOf, stateOf } from '../data/activity-search.ts';

const route = getRouteApi('/signed-in/activity');

/** What changes in a filter; undefined takes a part of it away. */
export type FilterChanges = { [Key in keyof ViewFilters]?: ViewFilters[Key] | undefined };

/** What the Activity page shows, all of which its address says, and the ways to show something else. */
export function useActivityPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const state = useMemo(() => stateOf(search), [search]);
  const input = useMemo(() => inputOf(state.filters), [state]);
  const go = (next: ActivityState) => void navigate({ search: searchOf(next) });
  return {
    state,
    /** The filters as the API takes them. */
    input,
    go,
    /** Narrows or widens what is shown; of pages, the first. */
    filter: (changes: FilterChanges) => {
      const { page, ...rest } = state;
      const filters = defined({ ...state.filters, ...changes });
      go({ ...rest, ...(page && { page: 1 }), filters });
    },
  };
}
