import type { Calendar } from '../calendar.ts';
import type { ProjectKey } from '../story/projects.ts';

/** When a project is in the archive, as workday and minutes after midnight; without an end, to this day. */
interface Closure {
  project: ProjectKey;
  from: readonly [workday: number, minutes: number];
  to: readonly [workday: number, minutes: number] | null;
}

export const closures: readonly Closure[] = [
  { project: 'portfolio', from: [21, 16 * 60 + 34], to: [22, 8 * 60 + 22] },
  { project: 'portfolio', from: [25, 17 * 60 + 48], to: null },
];

/** Whether time can be booked on a project from one instant to another. */
export const isOpen = (project: ProjectKey, from: number, to: number, calendar: Calendar): boolean =>
  closures
    .filter((closure) => closure.project === project)
    .every(
      (closure) =>
        to < calendar.at(...closure.from) || (closure.to !== null && from > calendar.at(...closure.to)),
    );
