import { type Comment, nameOf } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { DeleteModal } from '../ui/delete-modal.tsx';
import { toastSuccess } from '../ui/toast.tsx';
import { useCommentsChanged } from './use-comments-changed.ts';

interface DeleteCommentModalProps {
  comment: Comment;
  opened: boolean;
  onClose: () => void;
}

export function DeleteCommentModal({ comment, opened, onClose }: DeleteCommentModalProps) {
  const commentsChanged = useCommentsChanged();
  const remove = trpc.comment.delete.useMutation({
    onSuccess: () => {
      toastSuccess(t('tasks.comment_deleted'));
      onClose();
      return commentsChanged();
    },
  });
  return (
    <DeleteModal
      opened={opened}
      title={t('tasks.delete_comment_question')}
      what={t('tasks.delete_comment_what', { person: nameOf(comment) })}
      confirmLabel={t('tasks.delete_comment')}
      removal={remove}
      onConfirm={() => remove.mutate({ id: comment.id })}
      onClose={onClose}
    />
  );
}
