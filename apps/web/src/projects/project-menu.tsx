import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDots, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react';
import type { Project } from '@timetracker/shared';
import { useState } from 'react';
import { DeleteProjectModal } from './delete-project-modal.tsx';
import { MembersModal } from './members-modal.tsx';
import { ProjectFormModal } from './project-form-modal.tsx';
import { useArchiving } from './use-archiving.ts';

type Dialog = 'edit' | 'members' | 'delete';

/** Everything that can be done with a project. */
export function ProjectMenu({ project }: { project: Project }) {
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const { archive, unarchive } = useArchiving(project);
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={`Actions for ${project.name}`}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setDialog('edit')}>
            Rename or describe
          </Menu.Item>
          <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} onClick={() => setDialog('members')}>
            Members
          </Menu.Item>
          {project.archived_at === null ? (
            <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={archive}>
              Archive
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconArchiveOff size={16} aria-hidden />} onClick={unarchive}>
              Unarchive
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDialog('delete')}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ProjectFormModal project={project} opened={dialog === 'edit'} onClose={close} />
      <MembersModal project={project} opened={dialog === 'members'} onClose={close} />
      <DeleteProjectModal project={project} opened={dialog === 'delete'} onClose={close} />
    </>
  );
}
