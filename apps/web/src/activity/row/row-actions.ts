import type { Activity } from '@timetracker/shared';
import { createContext, use } from 'react';
import type { EntityLink } from '../data/use-entity-links.ts';

/** What every row of a stream needs of it. */
export interface RowActions {
  /** How many articles there are; -1 while nobody knows. */
  size: number;
  entityLinkOf: (activity: Activity) => EntityLink;
  projectName: (id: number | null) => string | undefined;
  /** The level at which a day is a heading on this page. */
  dayHeading: 'h2' | 'h3';
  /** Whether an activity's details are shown, and the way to show or hide them. */
  isExpanded: (id: number) => boolean;
  toggleDetails: (id: number) => void;
  toggleRun: (activities: readonly Activity[]) => void;
  /** Whether an activity came while somebody was looking. */
  hasArrived: (id: number) => boolean;
}

export const RowActionsContext = createContext<RowActions | null>(null);

export function useRowActions(): RowActions {
  const actions = use(RowActionsContext);
  if (!actions) throw new Error('A row stands outside of a stream');
  return actions;
}
