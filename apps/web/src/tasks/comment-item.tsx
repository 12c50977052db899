import { ActionIcon, Text } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { type Comment, nameOf } from '@timetracker/shared';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { exactTime } from '../i18n/relative-time.ts';
import { useMe } from '../session/me.ts';
import { Isolated } from '../ui/isolated.tsx';
import { Name } from '../ui/name.tsx';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import classes from './comments.module.css';
import { DeleteCommentModal } from './delete-comment-modal.tsx';
import { EditComment } from './edit-comment.tsx';

/** A comment; its author may change it, and administrators may delete any. */
export function CommentItem({ comment }: { comment: Comment }) {
  const me = useMe();
  const [mode, setMode] = useState<'edit' | 'delete'>();
  const close = () => setMode(undefined);
  const isMine = comment.user_id === me.id;
  return (
    <li className={classes['comment']}>
      <PersonAvatar name={comment.display_name} size={32} />
      <div>
        <div className={classes['head']}>
          <span className={classes['who']}>
            <Text size="sm" fw={600} component="span">
              <Name of={comment} />
            </Text>
            <span className={classes['when']}>
              <RelativeTime moment={comment.created_at} />
              {comment.edited_at && (
                <span title={exactTime(Date.parse(comment.edited_at))}> · {t('tasks.edited')}</span>
              )}
            </span>
          </span>
          <span className={classes['actions']}>
            {isMine && mode !== 'edit' && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('tasks.edit_comment')}
                onClick={() => setMode('edit')}
              >
                <IconPencil size={16} aria-hidden />
              </ActionIcon>
            )}
            {(isMine || me.role === 'admin') && mode !== 'edit' && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('tasks.delete_comment_of', { person: nameOf(comment) })}
                onClick={() => setMode('delete')}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </span>
        </div>
        {mode === 'edit' ? (
          <EditComment comment={comment} onClose={close} />
        ) : (
          <Text size="sm" className={classes['body'] ?? ''}>
            <Isolated>{comment.body}</Isolated>
          </Text>
        )}
      </div>
      <DeleteCommentModal comment={comment} opened={mode === 'delete'} onClose={close} />
    </li>
  );
}
