import type { EntityManager, TimeEntry } from '@timetracker/db';
import type { TimeEntry as TimeEntryView } from '@timetracker/shared';
import { namedBy, projectsById, tasksById } from './present-names.ts';

/** Time entries with the names of what they refer to, with one query for each kind. */
export async function presentTimeEntries(
  em: EntityManager,
  entries: readonly TimeEntry[],
): Promise<TimeEntryView[]> {
  const named = await namedBy(
    em,
    entries.map((entry) => entry.user_id),
  );
  const projects = await projectsById(
    em,
    entries.map((entry) => entry.project_id),
  );
  const tasks = await tasksById(
    em,
    entries.map((entry) => entry.task_id),
  );
  return entries.map((entry) => ({
    id: entry.id,
    user_id: entry.user_id,
    ...named(entry.user_id),
    project_id: entry.project_id,
    project_name: projects.get(entry.project_id)?.name ?? '',
    project_color: projects.get(entry.project_id)?.color ?? 'gray',
    task_id: entry.task_id ?? null,
    task_name: tasks.get(entry.task_id ?? 0)?.name ?? null,
    notes: entry.notes,
    started_at: entry.started_at.toISOString(),
    ended_at: entry.ended_at?.toISOString() ?? null,
    invoice_id: entry.invoice_id ?? null,
    version: entry.version,
  }));
}

export async function presentTimeEntry(em: EntityManager, entry: TimeEntry): Promise<TimeEntryView> {
  const [view] = await presentTimeEntries(em, [entry]);
  if (!view) throw new Error('One entry has one view');
  return view;
}
