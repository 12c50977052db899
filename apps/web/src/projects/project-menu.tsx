import { Menu } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconFileInvoice,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Project } from '@timetracker/shared';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { useTimerOn } from '../timer/use-start-timer.ts';
import { ActionItem, ActionsMenu } from '../ui/actions-menu.tsx';
import { DeleteProjectModal } from './delete-project-modal.tsx';
import { EditProjectModal } from './edit-project-modal.tsx';
import { useArchiving } from './use-archiving.ts';

type Dialog = 'edit' | 'delete';

/** Everything that can be done with a project. */
export function ProjectMenu({ project, onDeleted }: { project: Project; onDeleted?: () => void }) {
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const isAdmin = useIsAdmin();
  const navigate = useNavigate();
  const { archive, unarchive } = useArchiving(project);
  const timer = useTimerOn({ project_id: project.id, task_id: null });
  const isArchived = project.archived_at !== null;
  return (
    <>
      <ActionsMenu label={t('projects.actions', { name: project.name })}>
        <ActionItem icon={IconPencil} onClick={() => setDialog('edit')}>
          {t('projects.edit')}
        </ActionItem>
        {!isArchived && (
          <ActionItem icon={timer.isRunning ? IconPlayerStop : IconPlayerPlay} onClick={timer.toggle}>
            {t(timer.isRunning ? 'projects.stop_timer' : 'projects.start_timer')}
          </ActionItem>
        )}
        {isAdmin && (
          <ActionItem
            icon={IconFileInvoice}
            onClick={() => void navigate({ to: '/invoices', search: { new: 1, project_id: project.id } })}
          >
            {t('projects.create_invoice')}
          </ActionItem>
        )}
        <ActionItem
          icon={isArchived ? IconArchiveOff : IconArchive}
          onClick={isArchived ? unarchive : archive}
        >
          {t(isArchived ? 'projects.unarchive' : 'projects.archive')}
        </ActionItem>
        <Menu.Divider />
        <ActionItem isDanger icon={IconTrash} onClick={() => setDialog('delete')}>
          {t('projects.delete_short')}
        </ActionItem>
      </ActionsMenu>
      <EditProjectModal project={project} opened={dialog === 'edit'} onClose={close} />
      <DeleteProjectModal
        project={project}
        opened={dialog === 'delete'}
        onClose={close}
        onDeleted={onDeleted}
      />
    </>
  );
}
