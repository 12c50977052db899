import { Modal, NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { useSubmission } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { assignable, assigneeOptions } from './assignee.ts';
import { priorityOptions } from './task-priority.tsx';
import { statusOptions } from './task-status.tsx';
import { asTaskInput, type NewTaskValues, newTask } from './task-values.ts';

interface NewTaskModalProps {
  project: Project;
  opened: boolean;
  onClose: () => void;
}

export const NewTaskModal = ({ project, opened, onClose }: NewTaskModalProps) => (
  <Modal opened={opened} onClose={onClose} title={t('tasks.new_in', { project: project.name })}>
    <NewTaskForm project={project} onClose={onClose} />
  </Modal>
);

function NewTaskForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const me = useMe();
  const api = trpc.useUtils();
  const members = trpc.project.members.useQuery({ id: project.id });
  const create = trpc.task.create.useMutation();
  const form = useForm<NewTaskValues>({ initialValues: newTask });
  const saving = useSubmission(form, async (values) => {
    const task = await create.mutateAsync({ project_id: project.id, ...asTaskInput(values) });
    toastSuccess(t('tasks.created', { name: task.name }));
    void api.task.invalidate();
    void api.project.invalidate();
    onClose();
  });
  return (
    <FormFrame form={form} saving={saving} submitLabel={t('tasks.create')} onCancel={onClose}>
      <TextInput label={fieldLabel('task', 'name')} required data-autofocus {...form.getInputProps('name')} />
      <Textarea
        label={t('tasks.description_optional')}
        autosize
        minRows={3}
        maxRows={10}
        {...form.getInputProps('description')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label={fieldLabel('task', 'status')}
          data={statusOptions()}
          {...form.getInputProps('status')}
        />
        <NativeSelect
          label={fieldLabel('task', 'priority')}
          data={priorityOptions()}
          {...form.getInputProps('priority')}
        />
        <NativeSelect
          label={fieldLabel('task', 'assignee_id')}
          data={assigneeOptions(assignable(members.data, me))}
          {...form.getInputProps('assignee_id')}
        />
        <TextInput type="date" label={t('tasks.due_optional')} {...form.getInputProps('due_date')} />
      </SimpleGrid>
    </FormFrame>
  );
}
