import { Skeleton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Project } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Query } from '../ui/query.tsx';
import { ProjectCard } from './project-card.tsx';
import classes from './project-list.module.css';

/** More than these need a search. */
const AT_A_GLANCE = 9;

/** The projects one may see, either those in use or those put away. */
export function ProjectList({ archived }: { archived: boolean }) {
  const projects = trpc.project.list.useQuery({ archived });
  return (
    <Query
      of={projects}
      what={t('projects.projects')}
      skeleton={<ProjectsOutline />}
      failure={t('projects.not_loaded')}
      empty={
        archived ? (
          <Empty title={t('projects.none_archived')}>{t('projects.none_archived_why')}</Empty>
        ) : (
          <Empty title={t('projects.none')}>{t('projects.none_why')}</Empty>
        )
      }
    >
      {(projects) => (
        <FoundProjects
          projects={projects}
          label={t(archived ? 'projects.archived_list' : 'projects.active_list')}
        />
      )}
    </Query>
  );
}

function FoundProjects({ projects, label }: { projects: readonly Project[]; label: string }) {
  const [sought, setSought] = useState('');
  const words = sought.trim().toLocaleLowerCase();
  const found = projects.filter(({ name, client_name }) =>
    `${name} ${client_name ?? ''}`.toLocaleLowerCase().includes(words),
  );
  return (
    <>
      {projects.length > AT_A_GLANCE && (
        <TextInput
          mb="md"
          maw="24rem"
          aria-label={t('projects.find')}
          placeholder={t('projects.find')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={sought}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
      )}
      {found.length === 0 && <Empty title={t('projects.none_found')} />}
      <ul className={classes['list']} aria-label={label}>
        {found.map((project) => (
          <li key={project.id}>
            <ProjectCard project={project} />
          </li>
        ))}
      </ul>
    </>
  );
}

const ProjectsOutline = () => (
  <div className={classes['list']}>
    <Skeleton height={150} />
    <Skeleton height={150} />
    <Skeleton height={150} />
  </div>
);
