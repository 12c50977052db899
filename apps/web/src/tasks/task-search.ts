const sortKeys = ['name', 'status', 'priority', 'assignee', 'due'] as const;
export type TaskSortKey = (typeof sortKeys)[number];

/** What the address of a page with tasks says of them; what is as usual is left out. */
export interface TaskSearch {
  /** The board is the usual one. */
  view?: 'list';
  /** Only tasks of this person, of oneself, or of nobody. */
  assignee?: number | 'me' | 'nobody';
  /** Only tasks whose name has this in it. */
  q?: string;
  sort?: TaskSortKey;
  descending?: true;
  /** The dialog for a new task is open. */
  new?: 1;
}

export const isTaskSortKey = (value: unknown): value is TaskSortKey => sortKeys.some((key) => key === value);

/** Reads what an address says of tasks; what it does not understand is left out. */
export function readTaskSearch(search: Record<string, unknown>): TaskSearch {
  const { view, assignee, q, sort, descending } = search;
  return {
    ...(view === 'list' && { view }),
    ...((assignee === 'me' || assignee === 'nobody' || Number.isSafeInteger(assignee)) && {
      assignee: assignee as number | 'me' | 'nobody',
    }),
    // A number is what the address makes of digits.
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...(isTaskSortKey(sort) && { sort }),
    ...(descending === true && { descending }),
    ...(search['new'] === 1 && { new: 1 }),
  };
}
