import type { TimeEntry } from '@timetracker/shared';

/** What one may start a timer on. */
export type Subject = Pick<TimeEntry, 'project_id' | 'project_name' | 'task_id' | 'task_name'>;

const MOST = 3;

export const subjectKey = ({ project_id, task_id }: Subject) => `${project_id} ${task_id}`;

/**
 * What was worked on last, each once, without what is worked on now.
 * @param entries newest first
 */
export function recentSubjects(entries: readonly Subject[], now?: Subject): Subject[] {
  const current = now && subjectKey(now);
  const keys = entries.map(subjectKey);
  return entries
    .filter((_, index) => keys[index] !== current && keys.indexOf(keys[index] ?? '') === index)
    .slice(0, MOST);
}
