import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import type { Client, Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { formatMoney } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { Isolated } from '../ui/isolated.tsx';
import { ProjectDot } from '../ui/project-dot.tsx';
import { Query } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';
import classes from './clients.module.css';

/** A client's projects that are in use. */
export function ClientProjects({ client: { id } }: { client: Client }) {
  const isAdmin = useIsAdmin();
  const { history } = useRouter();
  return (
    <Section
      title={t('clients.projects')}
      actions={
        isAdmin && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => history.push(`/projects?new=1&client_id=${id}`)}
          >
            {t('clients.new_project')}
          </Button>
        )
      }
    >
      <Projects client_id={id} />
    </Section>
  );
}

function Projects({ client_id }: { client_id: number }) {
  const projects = trpc.project.list.useQuery({ client_id });
  return (
    <Query
      of={projects}
      what={t('clients.its_projects')}
      skeleton={80}
      failure={t('clients.projects_not_loaded')}
      empty={t('clients.no_projects')}
    >
      {(projects) => (
        <ul className={classes['list']}>
          {projects.map((project) => (
            <ProjectItem key={project.id} project={project} />
          ))}
        </ul>
      )}
    </Query>
  );
}

const ProjectItem = ({ project }: { project: Project }) => (
  <li className={classes['item']}>
    <ProjectDot color={project.color} />
    <Link
      to="/projects/$projectId"
      params={{ projectId: project.id }}
      search={{}}
      className={classes['clientProjectsName']}
    >
      <Isolated>{project.name}</Isolated>
    </Link>
    {project.hourly_rate_cents !== null && (
      <Text size="sm" c="dimmed" component="span">
        {t('clients.per_hour', { amount: formatMoney(project.hourly_rate_cents, project.currency) })}
      </Text>
    )}
  </li>
);
