import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { nameOf, type Task } from '@timetracker/shared';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { assigneeOf } from './assignee.ts';
import { CommentCount } from './comment-count.tsx';
import { DueDate } from './due-date.tsx';
import classes from './task-board.module.css';
import { PriorityMark } from './task-priority.tsx';

/** What a card says: the task, how pressing, until when, whose, and how much was said about it. */
export const CardContent = ({ task, actions }: { task: Task; actions?: ReactNode }) => (
  <>
    <div className={classes['top']}>
      <Link to="/tasks/$taskId" params={{ taskId: task.id }} draggable={false} className={classes['name']}>
        <Isolated>{task.name}</Isolated>
      </Link>
      <span className={classes['actions']}>{actions}</span>
    </div>
    <div className={classes['bottom']}>
      <div className={classes['facts']}>
        {task.priority !== 'normal' && <PriorityMark priority={task.priority} />}
        <DueDate task={task} />
        <CommentCount task={task} />
      </div>
      {task.assignee_name && (
        <span title={nameOf(assigneeOf(task))}>
          <PersonAvatar name={task.assignee_name} size={24} />
          <VisuallyHidden>{t('tasks.assigned_to', { person: nameOf(assigneeOf(task)) })}</VisuallyHidden>
        </span>
      )}
    </div>
  </>
);
