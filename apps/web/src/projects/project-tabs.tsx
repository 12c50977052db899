import { Skeleton, Tabs, VisuallyHidden } from '@mantine/core';
import { IconActivity, IconCheckbox, IconClock, IconUsers } from '@tabler/icons-react';
import type { Project } from '@timetracker/shared';
import { Suspense } from 'react';
import { ProjectFeed } from '../activity/list/scoped-feed.tsx';
import { t } from '../i18n/index.ts';
import { Loading } from '../ui/loading.tsx';
import { part } from '../ui/part.tsx';
import { MembersPanel } from './members-panel.tsx';
import { isProjectTab, type ProjectSearch, type ProjectTab } from './project-search.ts';
import classes from './projects.module.css';

const ProjectTasks = part(() => import('../tasks/project-tasks.tsx'));
const ProjectTime = part(() => import('./project-time.tsx'));

const tabs = [
  { tab: 'tasks', label: 'projects.tab.tasks', Icon: IconCheckbox },
  { tab: 'time', label: 'projects.tab.time', Icon: IconClock },
  { tab: 'activity', label: 'projects.tab.activity', Icon: IconActivity },
  { tab: 'members', label: 'projects.tab.members', Icon: IconUsers },
] as const;

interface ProjectTabsProps {
  project: Project;
  search: ProjectSearch;
  /** Changes the address: what is given replaces what is there. */
  onSearch: (search: ProjectSearch) => void;
}

/** What there is to a project, a tab each; which one is open stands in the address. */
export function ProjectTabs({ project, search, onSearch }: ProjectTabsProps) {
  const { tab = 'tasks', ...others } = search;
  const open = (next: string | null) => {
    if (isProjectTab(next)) onSearch(next === 'tasks' ? others : { ...others, tab: next });
  };
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List mb="md" className={classes['projectTabsList'] ?? ''}>
        {tabs.map(({ tab, label, Icon }) => (
          <Tabs.Tab
            key={tab}
            value={tab}
            className={classes['tab'] ?? ''}
            leftSection={<Icon size={16} aria-hidden className={classes['icon']} />}
          >
            {t(label)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ tab }) => (
        <Tabs.Panel key={tab} value={tab}>
          <Suspense fallback={<LoadingPanel />}>
            <Panel tab={tab} project={project} search={search} onSearch={onSearch} />
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Panel({ tab, project, search, onSearch }: ProjectTabsProps & { tab: ProjectTab }) {
  if (tab === 'time') return <ProjectTime project={project} />;
  if (tab === 'activity')
    return (
      <>
        {/* The days of the feed are headings below this one. */}
        <VisuallyHidden component="h2">{t('projects.tab.activity')}</VisuallyHidden>
        <ProjectFeed project_id={project.id} />
      </>
    );
  if (tab === 'members') return <MembersPanel project={project} />;
  return <ProjectTasks project={project} search={search} onSearch={onSearch} />;
}

const LoadingPanel = () => (
  <Loading what={t('common.the_page')}>
    <Skeleton height={320} />
  </Loading>
);
