import { Skeleton, Stack, Text } from '@mantine/core';
import type { Task } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { CommentItem } from './comment-item.tsx';
import classes from './comments.module.css';
import { NewComment } from './new-comment.tsx';

/** What was said about a task, oldest first, and the place to say something. */
export function Comments({ task }: { task: Task }) {
  const comments = trpc.comment.list.useQuery({ task_id: task.id });
  if (comments.isPending)
    return (
      <Loading what={t('tasks.comments')}>
        <Skeleton height={120} />
      </Loading>
    );
  if (comments.isLoadingError)
    return (
      <Failure
        title={t('tasks.comments_not_loaded')}
        error={comments.error}
        onRetry={() => void comments.refetch()}
      />
    );
  return (
    <Stack gap="lg">
      {comments.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('tasks.no_comments')}
        </Text>
      ) : (
        <ul
          className={classes['list']}
          aria-label={t('tasks.comments')}
          // What others write meanwhile is read out as well.
          aria-live="polite"
          aria-relevant="additions"
        >
          {comments.data.map((comment) => (
            <CommentItem key={comment.id} comment={comment} />
          ))}
        </ul>
      )}
      <NewComment task={task} />
    </Stack>
  );
}
