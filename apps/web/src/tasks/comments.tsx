import { Stack } from '@mantine/core';
import type { Task } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Query } from '../ui/query.tsx';
import { CommentItem } from './comment-item.tsx';
import classes from './comments.module.css';
import { NewComment } from './new-comment.tsx';

/** What was said about a task, oldest first, and the place to say something. */
export function Comments({ task }: { task: Task }) {
  const comments = trpc.comment.list.useQuery({ task_id: task.id });
  return (
    <Query of={comments} what={t('tasks.comments')} skeleton={120} failure={t('tasks.comments_not_loaded')}>
      {(comments) => (
        <Stack gap="lg">
          {comments.length === 0 ? (
            <Empty title={t('tasks.no_comments')} />
          ) : (
            <ul
              className={classes['list']}
              aria-label={t('tasks.comments')}
              // What others write meanwhile is read out as well.
              aria-live="polite"
              aria-relevant="additions"
            >
              {comments.map((comment) => (
                <CommentItem key={comment.id} comment={comment} />
              ))}
            </ul>
          )}
          <NewComment task={task} />
        </Stack>
      )}
    </Query>
  );
}
