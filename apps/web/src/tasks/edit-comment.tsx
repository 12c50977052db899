import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Comment } from '@timetracker/shared';
import { useRef } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { ConflictNotice } from '../ui/conflict-notice.tsx';
import { FormButtons } from '../ui/form-buttons.tsx';
import { WHOLE_FORM } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { useVersionedSave } from '../ui/use-versioned-save.ts';
import { CommentEditor } from './comment-editor.tsx';
import { useCommentsChanged } from './use-comments-changed.ts';

interface Values extends Record<string, unknown> {
  body: string;
}

const snapshot = ({ body, version }: Comment) => ({ values: { body } satisfies Values, version });

/** Changes an own comment; also in two tabs at once nothing is lost. */
export function EditComment({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const { id, task_id } = comment;
  const formElement = useRef<HTMLFormElement>(null);
  const api = trpc.useUtils();
  const update = trpc.comment.update.useMutation();
  const commentsChanged = useCommentsChanged();
  const initial = snapshot(comment);
  const form = useForm<Values>({ initialValues: initial.values });
  const { submit, isPending, conflict, keepMine, takeTheirs } = useVersionedSave({
    form,
    initial,
    load: async () => {
      const comments = await api.client.comment.list.query({ task_id });
      // Where it was deleted meanwhile, the server says so when the text is sent again.
      return snapshot(comments.find((current) => current.id === id) ?? comment);
    },
    send: async ({ body = '' }, version) => {
      await update.mutateAsync({ id, version, body });
      toastSuccess(t('tasks.comment_updated'));
      await commentsChanged();
    },
    onDone: onClose,
  });
  return (
    <form onSubmit={submit} ref={formElement}>
      <Stack gap="xs">
        {conflict && (
          <ConflictNotice
            fields={[
              {
                name: 'body',
                label: t('tasks.comment'),
                mine: form.values.body,
                theirs: conflict.theirs.values.body,
              },
            ]}
            onKeepMine={keepMine}
            onTakeTheirs={takeTheirs}
          />
        )}
        <CommentEditor
          label={t('tasks.edit_comment')}
          field={{
            autoFocus: true,
            ...form.getInputProps('body'),
            error: form.errors['body'] ?? form.errors[WHOLE_FORM],
          }}
          onSubmit={() => formElement.current?.requestSubmit()}
          onCancel={onClose}
        >
          <FormButtons submitLabel={t('tasks.save')} isPending={isPending} onCancel={onClose} />
        </CommentEditor>
      </Stack>
    </form>
  );
}
