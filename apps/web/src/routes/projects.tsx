import { Button, Group, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { ProjectFormModal } from '../projects/project-form-modal.tsx';
import { ProjectList } from '../projects/project-list.tsx';
import { Page } from '../ui/page.tsx';

const route = getRouteApi('/signed-in/projects');

export function Projects() {
  const { archived = false } = route.useSearch();
  const navigate = route.useNavigate();
  const [isCreating, { open, close }] = useDisclosure();
  return (
    <Page
      title="Projects"
      actions={
        <Group gap="sm">
          <SegmentedControl
            aria-label="Which projects"
            data={['Active', 'Archived']}
            value={archived ? 'Archived' : 'Active'}
            onChange={(value) => void navigate({ search: value === 'Archived' ? { archived: true } : {} })}
          />
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={open}>
            New project
          </Button>
        </Group>
      }
    >
      <ProjectList archived={archived} />
      <ProjectFormModal opened={isCreating} onClose={close} />
    </Page>
  );
}
