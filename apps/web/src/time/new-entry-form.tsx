import { useForm } from '@mantine/form';
import type { TimeEntry } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { formatPeriod, timeZone } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { subjectOf } from '../timer/use-stop-timer.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { useSubmission } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { EntryFields } from './entry-fields.tsx';
import { readPeriod } from './entry-period.ts';
import { inPlainWords, refusalAt } from './entry-refusal.ts';
import type { EntryValues } from './entry-values.ts';
import { endOf } from './week-time.ts';

export interface NewEntryFormProps {
  initial: EntryValues;
  /** The person's entries of the week. */
  entries: readonly TimeEntry[];
  onDone: (entry: TimeEntry) => void;
  onCancel: () => void;
}

/** Records what is already done. */
export function NewEntryForm({ initial, entries, onDone, onCancel }: NewEntryFormProps) {
  const api = trpc.useUtils();
  const create = trpc.timeEntry.create.useMutation({ onSettled: () => api.timeEntry.invalidate() });
  const form = useForm<EntryValues>({ initialValues: initial });
  const saving = useSubmission(form, async (values) => {
    const { project_id, task_id, notes } = values;
    const ends = entries.flatMap(({ ended_at }) => (ended_at === null ? [] : [new Date(ended_at)]));
    const period = readPeriod(values, { zone: timeZone(), now: Date.now(), ends });
    if ('issues' in period || project_id === null)
      throw refusalAt({
        ...(project_id === null && { project_id: 'time.needs_project' }),
        ...('issues' in period && period.issues),
      });
    const { start, end } = period.value;
    const times = { started_at: start.toISOString(), ended_at: end?.toISOString() ?? '' };
    const entry = await create
      .mutateAsync({ project_id, task_id, notes, ...times })
      .catch((error: unknown) => {
        throw inPlainWords(error);
      });
    const duration = formatPeriod(entry.started_at, new Date(endOf(entry, Date.now())));
    toastSuccess(t('time.created', { subject: subjectOf(entry), duration }));
    onDone(entry);
  });
  return (
    <FormFrame form={form} saving={saving} submitLabel={t('time.create')} onCancel={onCancel} noValidate>
      <EntryFields form={form} />
    </FormFrame>
  );
}
