import { Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { TimeEntry } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';

interface Option {
  id: number;
  name: string;
}

// A type, not an interface: values of a form have an index signature.
type Subject = { project_id: number | null; task_id: number | null };

interface SubjectFieldsProps {
  project_id: number | null;
  /** Of the form that has the two fields. */
  inputProps: (
    field: keyof Subject,
  ) => ReturnType<UseFormReturnType<Record<string, unknown>>['getInputProps']>;
  onChange: (subject: Subject) => void;
  /** What the entry is about already: it can be kept though nothing new is booked there any more. */
  kept?: Pick<TimeEntry, 'project_id' | 'project_name' | 'task_id' | 'task_name'> | undefined;
}

/** Options of a choice, with one more that it may lack. */
const asOptions = (items: readonly Option[] = [], kept: Option | null = null) => {
  const isLacking = kept && !items.some(({ id }) => id === kept.id);
  return [...items, ...(isLacking ? [kept] : [])].map(({ id, name }) => ({ value: id, label: name }));
};

/** What time is spent on: a project, and perhaps one of its tasks. */
export function SubjectFields({ project_id, inputProps, onChange, kept }: SubjectFieldsProps) {
  const projects = trpc.project.list.useQuery({ archived: false });
  const tasks = trpc.task.list.useQuery({ project_id: project_id ?? 0 }, { enabled: project_id !== null });
  const keptTask =
    kept?.task_id != null && kept.project_id === project_id
      ? { id: kept.task_id, name: kept.task_name ?? '' }
      : null;
  return (
    <>
      <Select<number>
        label={t('time.timer.project')}
        placeholder={t('time.timer.choose_project')}
        data={asOptions(projects.data, kept ? { id: kept.project_id, name: kept.project_name } : null)}
        nothingFoundMessage={t(
          projects.isSuccess ? 'time.timer.no_such_project' : 'time.timer.options_loading',
        )}
        searchable
        openOnFocus={false}
        data-autofocus
        {...inputProps('project_id')}
        onChange={(value) => onChange({ project_id: value, task_id: null })}
      />
      <Select<number>
        label={t('time.timer.task')}
        placeholder={t(project_id === null ? 'time.timer.project_first' : 'time.timer.no_task')}
        data={asOptions(tasks.data, keptTask)}
        nothingFoundMessage={t(tasks.isSuccess ? 'time.timer.no_such_task' : 'time.timer.options_loading')}
        disabled={project_id === null}
        searchable
        openOnFocus={false}
        clearable
        clearButtonProps={{ 'aria-label': t('time.timer.clear_task') }}
        {...inputProps('task_id')}
      />
    </>
  );
}
