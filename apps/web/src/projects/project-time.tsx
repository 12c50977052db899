import { nameOf, type Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Query } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';
import classes from './project-time.module.css';
import { RecentEntries } from './recent-entries.tsx';
import { TimeBars } from './time-bars.tsx';
import { TimeTotals } from './time-totals.tsx';

/** The time of a project: how much, by whom, on what, and the latest of it. */
export default function ProjectTime({ project }: { project: Project }) {
  const time = trpc.timeEntry.ofProject.useQuery({ id: project.id });
  return (
    <Query
      of={time}
      what={t('projects.time.the_time')}
      skeleton={320}
      failure={t('projects.time.not_loaded')}
    >
      {(time) => {
        const { by_person, by_task } = time;
        return (
          <div className={classes['areas']}>
            <TimeTotals project={project} time={time} />
            <Section title={t('projects.time.by_person')}>
              <TimeBars
                color={project.color}
                shares={by_person.map((person) => ({
                  key: person.user_id,
                  label: nameOf(person),
                  seconds: person.seconds,
                }))}
              />
            </Section>
            <Section title={t('projects.time.by_task')}>
              <TimeBars
                color={project.color}
                shares={by_task.map(({ task_id, task_name, seconds }) => ({
                  key: task_id ?? 'none',
                  label: task_name ?? t('projects.time.no_task'),
                  seconds,
                }))}
              />
            </Section>
            <div className={classes['wide']}>
              <Section title={t('projects.time.recent')}>
                <RecentEntries project={project} />
              </Section>
            </div>
          </div>
        );
      }}
    </Query>
  );
}
