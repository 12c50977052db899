import { Alert, Skeleton, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { EntityFeed } from '../activity/list/scoped-feed.tsx';
import { t } from '../i18n/index.ts';
import { Comments } from '../tasks/comments.tsx';
import { TaskActions } from '../tasks/task-actions.tsx';
import { TaskDetails } from '../tasks/task-details.tsx';
import { TaskPath } from '../tasks/task-path.tsx';
import { TaskTextCard } from '../tasks/task-text-card.tsx';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Gone, isNotFound } from '../ui/gone.tsx';
import { Loading } from '../ui/loading.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import classes from './task.module.css';

const route = getRouteApi('/signed-in/tasks/$taskId');

/** One task: what is to be done, by whom and until when, what was said about it, and what happened to it. */
export function Task() {
  const { taskId: id } = route.useParams();
  const { data: task, error, isLoadingError, refetch } = trpc.task.get.useQuery({ id });
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
      {isLoadingError && (
        <Failure title={t('tasks.one_not_loaded')} error={error} onRetry={() => void refetch()} />
      )}
      {!task && !isLoadingError && (
        <Loading what={t('tasks.the_task')}>
          <Skeleton height={400} />
        </Loading>
      )}
      {task && isGone && (
        // Not in place of the page: somebody may have been writing on it.
        <Alert color="red" title={t('tasks.gone')} mb="md">
          {t('tasks.gone_now')}
        </Alert>
      )}
      {task && (
        <div className={classes['areas']}>
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
    </Page>
  );
}
