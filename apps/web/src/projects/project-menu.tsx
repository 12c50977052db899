import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconDots,
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
import { useTimerOn } from '../timer/use-timer-on.ts';
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
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={t('projects.actions', { name: project.name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setDialog('edit')}>
            {t('projects.edit')}
          </Menu.Item>
          {!isArchived && (
            <Menu.Item
              leftSection={
                timer.isRunning ? (
                  <IconPlayerStop size={16} aria-hidden />
                ) : (
                  <IconPlayerPlay size={16} aria-hidden />
                )
              }
              onClick={timer.toggle}
            >
              {t(timer.isRunning ? 'projects.stop_timer' : 'projects.start_timer')}
            </Menu.Item>
          )}
          {isAdmin && (
            <Menu.Item
              leftSection={<IconFileInvoice size={16} aria-hidden />}
              onClick={() => void navigate({ to: '/invoices', search: { new: 1, project_id: project.id } })}
            >
              {t('projects.create_invoice')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={
              isArchived ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />
            }
            onClick={isArchived ? unarchive : archive}
          >
            {t(isArchived ? 'projects.unarchive' : 'projects.archive')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDialog('delete')}
          >
            {t('projects.delete_short')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
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
