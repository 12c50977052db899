import { actions, nameOf, type TopProjectsOutput } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { actionLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { CountList } from './count-list.tsx';
import { NothingCounted } from './nothing-counted.tsx';
import { StatsCard } from './stats-card.tsx';
import { inputOf, type StatsWindow } from './stats-window.ts';

/** Who did most; for administrators. */
export function PeopleCard({ window }: { window: StatsWindow }) {
  const people = trpc.stats.people.useQuery(inputOf(window));
  return (
    <StatsCard title={t('stats.most_active_people')} query={people} height={240}>
      {({ people }) =>
        people.length > 0 ? (
          <CountList
            counts={people.map((person) => ({
              key: String(person.user_id),
              label: nameOf(person),
              count: person.count,
              feed: { ...window, user_id: person.user_id },
            }))}
          />
        ) : (
          <NothingCounted />
        )
      }
    </StatsCard>
  );
}

/** What was done, the most frequent first. */
export function ActionsCard({ window }: { window: StatsWindow }) {
  const comparison = trpc.stats.comparison.useQuery(inputOf(window));
  return (
    <StatsCard title={t('stats.by_action')} query={comparison} height={240}>
      {({ window: now, before }) => {
        const counts = actions
          .map((action) => ({
            key: action,
            label: actionLabel(action),
            count: now.action_counts[action] ?? 0,
            before: before.action_counts[action] ?? 0,
            feed: { ...window, action },
          }))
          .filter(({ count }) => count > 0)
          .toSorted((left, right) => right.count - left.count);
        return counts.length > 0 ? <CountList counts={counts} /> : <NothingCounted />;
      }}
    </StatsCard>
  );
}

function projectNameOf({ project_id, name, is_deleted }: TopProjectsOutput['projects'][number]): string {
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
              label: projectNameOf(project),
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
