import { trpc } from '../api/trpc.ts';
import { formatDate } from '../i18n/format.ts';
import { type MessageId, t } from '../i18n/index.ts';
import type { EntryValues } from './entry-values.ts';

const labels = new Map<keyof EntryValues, MessageId>([
  ['project_id', 'time.field.project'],
  ['task_id', 'time.field.task'],
  ['notes', 'time.field.notes'],
  ['date', 'time.field.date'],
  ['started_at', 'time.field.from'],
  ['ended_at', 'time.field.to'],
  ['end_date', 'time.field.end_date'],
]);

const nameIn = (items: readonly { id: number; name: string }[] | undefined, id: unknown): string =>
  items?.find((item) => item.id === id)?.name ?? '';

/** What a field of an entry is called. */
export const entryLabel = (field: keyof EntryValues) => t(labels.get(field) ?? 'time.field.notes');

/** The value of an entry's field in words. @param project_id whose tasks the form offers */
export function useEntryWords(project_id: number | null) {
  const projects = trpc.project.list.useQuery({ archived: false });
  const tasks = trpc.task.list.useQuery({ project_id: project_id ?? 0 }, { enabled: project_id !== null });

  return (field: keyof EntryValues, values: EntryValues): string => {
    const value = values[field];
    if (field === 'project_id') return nameIn(projects.data, value);
    if (field === 'task_id') return nameIn(tasks.data, value);
    const text = typeof value === 'string' ? value : '';
    return String(field).endsWith('date') && text !== '' ? formatDate(text) : text;
  };
}
