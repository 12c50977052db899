import { Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { useSubmission } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { ProjectFields } from './project-fields.tsx';
import { asInput, newProject, type ProjectValues, rateProblem } from './project-values.ts';
import { useRateDecimals } from './use-rate-decimals.ts';

interface NewProjectModalProps {
  opened: boolean;
  onClose: () => void;
  /** For whom it is to be; only administrators say that. */
  client_id?: number | undefined;
}

/** Makes a project and goes to it. */
export const NewProjectModal = ({ opened, ...props }: NewProjectModalProps) => (
  <Modal opened={opened} onClose={props.onClose} title={t('projects.new')}>
    <NewProjectForm {...props} />
  </Modal>
);

function NewProjectForm({ onClose, client_id }: Omit<NewProjectModalProps, 'opened'>) {
  const isAdmin = useIsAdmin();
  const api = trpc.useUtils();
  const navigate = useNavigate();
  const create = trpc.project.create.useMutation();
  const decimalsIn = useRateDecimals();
  const form = useForm<ProjectValues>({
    initialValues: { ...newProject, client_id: isAdmin ? (client_id ?? null) : null },
    validate: { hourly_rate_cents: (typed, values) => rateProblem(typed, decimalsIn(values)) },
  });
  const saving = useSubmission(form, async (values) => {
    const project = await create.mutateAsync({ name: values.name, ...asInput(values, decimalsIn(values)) });
    toastSuccess(t('projects.created', { name: project.name }));
    void api.project.list.invalidate();
    api.project.get.setData({ id: project.id }, project);
    await navigate({ to: '/projects/$projectId', params: { projectId: project.id } });
  });
  return (
    <FormFrame form={form} saving={saving} submitLabel={t('projects.create')} onCancel={onClose} noValidate>
      <ProjectFields form={form} />
    </FormFrame>
  );
}
