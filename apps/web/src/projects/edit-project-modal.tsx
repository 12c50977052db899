import { Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { ConflictNotice } from '../ui/conflict-notice.tsx';
import { FormButtons } from '../ui/form-buttons.tsx';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { WHOLE_FORM } from '../ui/issue-form.ts';
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
  const { submit, isPending, conflict, keepMine, takeTheirs } = useVersionedSave({
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
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormRefusal message={form.errors[WHOLE_FORM]} />
        {conflict && (
          <ConflictNotice
            fields={conflict.fields.map((field) => ({
              name: String(field),
              label: projectFieldLabel(field),
              mine: shownValue(field, form.values, clients.data ?? []),
              theirs: shownValue(field, conflict.theirs.values, clients.data ?? []),
            }))}
            onKeepMine={keepMine}
            onTakeTheirs={takeTheirs}
          />
        )}
        <ProjectFields form={form} />
        <FormButtons submitLabel={t('projects.save')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
