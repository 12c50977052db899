import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Task } from '@timetracker/shared';
import { useRef } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import { CommentEditor } from './comment-editor.tsx';
import { useCommentsChanged } from './use-comments-changed.ts';

interface Values extends Record<string, unknown> {
  body: string;
}

/** Says something about a task. */
export function NewComment({ task }: { task: Task }) {
  const formElement = useRef<HTMLFormElement>(null);
  const form = useForm<Values>({ initialValues: { body: '' } });
  const create = trpc.comment.create.useMutation();
  const commentsChanged = useCommentsChanged();
  const { submit, isPending } = useSubmission(form, async ({ body }) => {
    await create.mutateAsync({ task_id: task.id, body });
    form.reset();
    await commentsChanged();
  });
  return (
    <form onSubmit={submit} ref={formElement}>
      <CommentEditor
        label={t('tasks.write_comment')}
        field={{
          placeholder: t('tasks.write_comment'),
          ...form.getInputProps('body'),
          error: form.errors['body'] ?? form.errors[WHOLE_FORM],
        }}
        onSubmit={() => formElement.current?.requestSubmit()}
      >
        <Button type="submit" loading={isPending}>
          {t('tasks.send_comment')}
        </Button>
      </CommentEditor>
    </form>
  );
}
