import { VisuallyHidden } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import type { Task } from '@timetracker/shared';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import classes from './tasks.module.css';

/** How much was said about a task; nothing where nothing was. */
export const CommentCount = ({ task: { comment_count: count } }: { task: Pick<Task, 'comment_count'> }) =>
  count === 0 ? null : (
    <span className={classes['count']}>
      <IconMessage size={16} aria-hidden />
      <span aria-hidden>{formatNumber(count)}</span>
      <VisuallyHidden>{t('tasks.comment_count', { count })}</VisuallyHidden>
    </span>
  );
