import { useForm } from '@mantine/form';
import type { TimeEntry } from '@timetracker/shared';
import { useRef } from 'react';
import { trpc } from '../api/trpc.ts';
import { timeZone } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { subjectOf } from '../timer/use-stop-timer.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { toastSuccess } from '../ui/toast.tsx';
import { useVersionedSave } from '../ui/use-versioned-save.ts';
import { EntryFields } from './entry-fields.tsx';
import { readPeriod } from './entry-period.ts';
import { inPlainWords, refusalAt } from './entry-refusal.ts';
import { type EntryValues, valuesOf } from './entry-values.ts';
import { entryLabel, useEntryWords } from './use-entry-words.ts';

interface EditEntryFormProps {
  entry: TimeEntry;
  onDone: () => void;
  onCancel: () => void;
}

const snapshotOf = (entry: TimeEntry) => ({ values: valuesOf(entry, timeZone()), version: entry.version });

/** Changes an entry; what somebody else changed of it in the meantime is not lost. */
export function EditEntryForm({ entry, onDone, onCancel }: EditEntryFormProps) {
  const api = trpc.useUtils();
  const update = trpc.timeEntry.update.useMutation({ onSettled: () => api.timeEntry.invalidate() });
  const initial = snapshotOf(entry);
  const form = useForm<EntryValues>({ initialValues: initial.values });
  const latest = useRef(entry);
  const shown = useEntryWords(form.values.project_id);

  const load = async () => {
    latest.current = await api.timeEntry.get.fetch({ id: entry.id }, { staleTime: 0 });
    return snapshotOf(latest.current);
  };
  const send = async (changes: Partial<EntryValues>, version: number) => {
    const period = readPeriod(form.getValues(), { zone: timeZone(), now: Date.now(), entry: latest.current });
    if ('issues' in period) throw refusalAt(period.issues);
    const { project_id, task_id, notes } = changes;
    if (project_id === null) throw refusalAt({ project_id: 'time.needs_project' });
    const { start, end } = period.value;
    const saved = update.mutateAsync({
      id: entry.id,
      version,
      ...(project_id !== undefined && { project_id }),
      ...(task_id !== undefined && { task_id }),
      ...(notes !== undefined && { notes }),
      ...(('date' in changes || 'started_at' in changes) && { started_at: start.toISOString() }),
      ...(end && ('end_date' in changes || 'ended_at' in changes) && { ended_at: end.toISOString() }),
    });
    const subject = subjectOf(
      await saved.catch((error: unknown) => {
        throw inPlainWords(error);
      }),
    );
    toastSuccess(t('time.saved', { subject }));
  };
  const saving = useVersionedSave({ form, initial, load, send, onDone });
  return (
    <FormFrame
      form={form}
      saving={saving}
      submitLabel={t('time.save')}
      onCancel={onCancel}
      labelOf={entryLabel}
      shown={shown}
      noValidate
    >
      <EntryFields form={form} entry={entry} />
    </FormFrame>
  );
}
