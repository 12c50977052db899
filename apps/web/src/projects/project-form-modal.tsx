import { Modal } from '@mantine/core';
import type { Project } from '@timetracker/shared';
import { trpc } from '../trpc.ts';
import { sayDone } from '../ui/toast.tsx';
import { ProjectForm } from './project-form.tsx';

interface ProjectFormModalProps {
  /** The project to change; without one, a new one is made. */
  project?: Project;
  opened: boolean;
  onClose: () => void;
}

export function ProjectFormModal({ project, opened, onClose }: ProjectFormModalProps) {
  const api = trpc.useUtils();
  const create = trpc.project.create.useMutation();
  const update = trpc.project.update.useMutation();

  const save = async (values: { name: string; description: string }) => {
    const saved = project
      ? await update.mutateAsync({ id: project.id, ...values })
      : await create.mutateAsync(values);
    sayDone(`Project “${saved.name}” ${project ? 'updated' : 'created'}`);
    void api.project.invalidate();
    onClose();
  };

  return (
    <Modal opened={opened} onClose={onClose} title={project ? `Change “${project.name}”` : 'New project'}>
      <ProjectForm
        initial={{ name: project?.name ?? '', description: project?.description ?? '' }}
        submitLabel={project ? 'Save' : 'Create project'}
        onSubmit={save}
        onCancel={onClose}
      />
    </Modal>
  );
}
