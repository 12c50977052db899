import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCornerDownLeft, IconPlus } from '@tabler/icons-react';
import type { Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import classes from './tasks.module.css';

interface Values extends Record<string, unknown> {
  name: string;
}

/** A new task by its name and Enter, one after the other; everything else is asked by the dialog. */
export function QuickTask({ project, onMore }: { project: Project; onMore: () => void }) {
  const form = useForm<Values>({ initialValues: { name: '' } });
  const api = trpc.useUtils();
  const create = trpc.task.create.useMutation();
  const { submit, isPending } = useSubmission(form, async ({ name }) => {
    const task = await create.mutateAsync({ project_id: project.id, name });
    toastSuccess(t('tasks.created', { name: task.name }));
    form.reset();
    api.task.list.setData({ project_id: project.id }, (tasks) => tasks && [...tasks, task]);
    await Promise.all([api.task.list.invalidate(), api.project.invalidate()]);
  });
  return (
    <div className={classes['bar']}>
      <form onSubmit={submit} className={classes['form']}>
        <TextInput
          aria-label={t('tasks.new_in', { project: project.name })}
          placeholder={t('tasks.new_placeholder')}
          required
          rightSection={
            <ActionIcon
              type="submit"
              variant="subtle"
              color="gray"
              aria-label={t('tasks.add')}
              loading={isPending}
            >
              <IconCornerDownLeft size={16} aria-hidden />
            </ActionIcon>
          }
          {...form.getInputProps('name')}
          error={form.errors['name'] ?? form.errors[WHOLE_FORM]}
        />
      </form>
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={onMore}>
        {t('tasks.new')}
      </Button>
    </div>
  );
}
