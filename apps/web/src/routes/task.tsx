import { Alert, Anchor, Group, Title } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Task } from '@timetracker/shared';
import { EntityFeed } from '../activity/list/scoped-feed.tsx';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Comments } from '../tasks/comments.tsx';
import { TaskActions } from '../tasks/task-actions.tsx';
import { TaskDetails } from '../tasks/task-details.tsx';
import { TaskTextCard } from '../tasks/task-text-card.tsx';
import { Gone, isNotFound } from '../ui/gone.tsx';
import { Isolated } from '../ui/isolated.tsx';
import { Page } from '../ui/page.tsx';
import { ProjectDot } from '../ui/project-dot.tsx';
import { Query } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';
import classes from './routes.module.css';

const route = getRouteApi('/signed-in/tasks/$taskId');

/** One task: what is to be done, by whom and until when, what was said about it, and what happened to it. */
export function Task() {
  const { taskId: id } = route.useParams();
  const asked = trpc.task.get.useQuery({ id });
  const { data: task, error } = asked;
  const isGone = isNotFound(error);
  if (isGone && !task)
    return (
      <Gone title={t('tasks.gone')} why={t('tasks.gone_why')} to="/projects" label={t('tasks.to_projects')} />
    );
  return (
    <Page
      key={id}
      title={task?.name ?? t('tasks.task')}
      above={task && <TaskPath task={task} />}
      actions={task && <TaskActions task={task} />}
    >
      {task && isGone && (
        // Not in place of the page: somebody may have been writing on it.
        <Alert color="red" title={t('tasks.gone')} mb="md">
          {t('tasks.gone_now')}
        </Alert>
      )}
      <Query of={asked} what={t('tasks.the_task')} skeleton={400} failure={t('tasks.one_not_loaded')}>
        {(task) => (
          <div className={classes['taskAreas']}>
            <TaskTextCard task={task} />
            <aside className={classes['details']} aria-label={t('tasks.details')}>
              <TaskDetails task={task} />
            </aside>
            <Section title={t('tasks.comments')}>
              <Comments task={task} />
            </Section>
            {/* Without a card: the feed has a frame of its own. */}
            <section aria-labelledby="task-activity">
              <Title order={2} id="task-activity" mb="xs">
                {t('tasks.activity')}
              </Title>
              <EntityFeed entity_type="task" entity_id={id} />
            </section>
          </div>
        )}
      </Query>
    </Page>
  );
}

/** Above a task's name: the way back to its project. */
function TaskPath({ task: { project_id, project_name } }: { task: Task }) {
  const { data: project } = trpc.project.get.useQuery({ id: project_id });
  return (
    <Group component="nav" gap="xs" aria-label={t('tasks.path')} fz="sm" mb={4}>
      {project && <ProjectDot color={project.color} />}
      <Anchor component={Link} to={`/projects/${project_id}`} size="sm">
        <Isolated>{project_name}</Isolated>
      </Anchor>
    </Group>
  );
}
