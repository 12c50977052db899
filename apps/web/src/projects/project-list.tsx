import { Skeleton } from '@mantine/core';
import type { Project } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Found, SearchInput } from '../ui/found.tsx';
import { Query } from '../ui/query.tsx';
import { ProjectCard } from './project-card.tsx';
import classes from './projects.module.css';

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
  const [search, setSearch] = useState('');
  return (
    <>
      {projects.length > AT_A_GLANCE && (
        <SearchInput label={t('projects.find')} value={search} onChange={setSearch} />
      )}
      <Found
        of={projects}
        search={search}
        textOf={({ name, client_name }) => `${name} ${client_name ?? ''}`}
        nothing={t('projects.none_found')}
      >
        {(found) => (
          <ul className={classes['projectListList']} aria-label={label}>
            {found.map((project) => (
              <li key={project.id}>
                <ProjectCard project={project} />
              </li>
            ))}
          </ul>
        )}
      </Found>
    </>
  );
}

const ProjectsOutline = () => (
  <div className={classes['projectListList']}>
    <Skeleton height={150} />
    <Skeleton height={150} />
    <Skeleton height={150} />
  </div>
);
