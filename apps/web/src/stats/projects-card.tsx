import type { TopProjectsOutput } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { CountList } from './count-list.tsx';
import { StatsCard } from './stats-card.tsx';
import { inputOf, type StatsWindow } from './stats-window.ts';

function nameOf({ project_id, name, is_deleted }: TopProjectsOutput['projects'][number]): string {
  const called = name ?? t('stats.project_without_name', { id: String(project_id) });
  return is_deleted ? t('stats.project_deleted', { name: called }) : called;
}

/** Where most was done. */
export function ProjectsCard({ window }: { window: StatsWindow }) {
  const projects = trpc.stats.projects.useQuery(inputOf(window));
  return (
    <StatsCard title={t('stats.most_active_projects')} query={projects} height={240}>
      {({ projects }) =>
        projects.length > 0 ? (
          <CountList
            counts={projects.map((project) => ({
              key: String(project.project_id),
              label: nameOf(project),
              count: project.count,
              feed: { ...window, project_id: project.project_id },
            }))}
          />
        ) : (
          <Empty title={t('stats.no_projects')} />
        )
      }
    </StatsCard>
  );
}
