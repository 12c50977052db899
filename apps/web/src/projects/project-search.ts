import { readTaskSearch, type TaskSearch } from '../tasks/task-search.ts';

const tabs = ['tasks', 'time', 'activity', 'members'] as const;
export type ProjectTab = (typeof tabs)[number];

/** What the address of a project's page says; what is as usual is left out. */
export interface ProjectSearch extends TaskSearch {
  tab?: Exclude<ProjectTab, 'tasks'>;
}

export const isProjectTab = (value: unknown): value is ProjectTab => tabs.some((tab) => tab === value);

/** Reads the address of a project's page; what it does not understand is left out. */
export function readProjectSearch(search: Record<string, unknown>): ProjectSearch {
  const { tab } = search;
  return { ...(isProjectTab(tab) && tab !== 'tasks' && { tab }), ...readTaskSearch(search) };
}
