import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { NewProjectModal } from '../projects/new-project-modal.tsx';
import { ProjectList } from '../projects/project-list.tsx';
import { Page } from '../ui/page.tsx';

const route = getRouteApi('/signed-in/projects');

export function Projects() {
  const { archived, new: isCreating, client_id } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (search: { archived?: true; new?: 1 }) => void navigate({ search, replace: true });
  return (
    <Page
      title={t('projects.title')}
      actions={
        <Group gap="sm">
          <SegmentedControl
            aria-label={t('projects.which')}
            data={[
              { value: 'active', label: t('projects.active') },
              { value: 'archived', label: t('projects.archived') },
            ]}
            value={archived ? 'archived' : 'active'}
            onChange={(value) => show(value === 'archived' ? { archived: true } : {})}
          />
          <Button
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => show({ ...(archived && { archived }), new: 1 })}
          >
            {t('projects.new')}
          </Button>
        </Group>
      }
    >
      <ProjectList archived={archived ?? false} />
      <NewProjectModal
        opened={isCreating === 1}
        onClose={() => show(archived ? { archived } : {})}
        client_id={client_id}
      />
    </Page>
  );
}
