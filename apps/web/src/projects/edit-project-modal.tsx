import { Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { toastSuccess } from '../ui/toast.tsx';
import { useVersionedSave } from '../ui/use-versioned-save.ts';
import { ProjectFields } from './project-fields.tsx';
import {
  asInput,
  type ProjectValues,
  projectFieldLabel,
  projectSnapshot,
  rateProblem,
  shownValue,
} from './project-values.ts';
import { useRateDecimals } from './use-rate-decimals.ts';

interface EditProjectModalProps {
  project: Project;
  opened: boolean;
  onClose: () => void;
}

export const EditProjectModal = ({ project, opened, onClose }: EditProjectModalProps) => (
  <Modal opened={opened} onClose={onClose} title={t('projects.edit_named', { name: project.name })}>
    <EditProjectForm project={project} onClose={onClose} />
  </Modal>
);

function EditProjectForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const { id } = project;
  const api = trpc.useUtils();
  const isAdmin = useIsAdmin();
  const clients = trpc.clients.list.useQuery(undefined, { enabled: isAdmin });
  const update = trpc.project.update.useMutation();
  const initial = projectSnapshot(project);
  const decimalsIn = useRateDecimals(project);
  const form = useForm<ProjectValues>({
    initialValues: initial.values,
    validate: { hourly_rate_cents: (typed, values) => rateProblem(typed, decimalsIn(values)) },
  });
  const saving = useVersionedSave({
    form,
    initial,
    load: async () => projectSnapshot(await api.client.project.get.query({ id })),
    send: async (changes, version) => {
      const saved = await update.mutateAsync({
        id,
        version,
        ...asInput(changes, decimalsIn(form.getValues())),
      });
      toastSuccess(t('projects.updated', { name: saved.name }));
      void api.project.invalidate();
    },
    onDone: onClose,
  });
  return (
    <FormFrame
      form={form}
      saving={saving}
      submitLabel={t('projects.save')}
      onCancel={onClose}
      noValidate
      labelOf={projectFieldLabel}
      shown={(field, values) => shownValue(field, values, clients.data ?? [])}
    >
      <ProjectFields form={form} />
    </FormFrame>
  );
}
