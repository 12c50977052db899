import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Task } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { toastSuccess } from '../ui/toast.tsx';
import { useVersionedSave } from '../ui/use-versioned-save.ts';
import { taskCache } from './task-cache.ts';
import { type TaskText, textSnapshot } from './task-values.ts';

/** Changes a task's name and description; what others change meanwhile is not lost. */
export function TaskTextForm({ task, onClose }: { task: Task; onClose: () => void }) {
  const { id } = task;
  const api = trpc.useUtils();
  const update = trpc.task.update.useMutation();
  const initial = textSnapshot(task);
  const form = useForm<TaskText>({ initialValues: initial.values });
  const saving = useVersionedSave({
    form,
    initial,
    load: async () => {
      const current = await api.client.task.get.query({ id });
      taskCache(api).put(current);
      return textSnapshot(current);
    },
    send: async (changes, version) => {
      const saved = await update.mutateAsync({ id, version, ...changes });
      taskCache(api).put(saved);
      toastSuccess(t('tasks.updated', { name: saved.name }));
      void api.task.invalidate();
    },
    onDone: onClose,
  });
  return (
    <FormFrame
      form={form}
      saving={saving}
      submitLabel={t('tasks.save')}
      onCancel={onClose}
      labelOf={(field) => fieldLabel('task', field)}
    >
      <TextInput label={fieldLabel('task', 'name')} required data-autofocus {...form.getInputProps('name')} />
      <Textarea
        label={t('tasks.description_optional')}
        autosize
        minRows={4}
        maxRows={20}
        {...form.getInputProps('description')}
      />
    </FormFrame>
  );
}
