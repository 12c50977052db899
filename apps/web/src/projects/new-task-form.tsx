import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Project } from '@timetracker/shared';
import { trpc } from '../trpc.ts';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import { sayDone } from '../ui/toast.tsx';
import classes from './projects.module.css';

interface Values extends Record<string, unknown> {
  name: string;
}

export function NewTaskForm({ project }: { project: Project }) {
  const form = useForm<Values>({ initialValues: { name: '' } });
  const api = trpc.useUtils();
  const create = trpc.task.create.useMutation();
  const { submit, isPending } = useSubmission(form, async ({ name }) => {
    const task = await create.mutateAsync({ project_id: project.id, name });
    sayDone(`Task “${task.name}” created`);
    form.reset();
    await api.task.list.invalidate({ project_id: project.id });
  });
  return (
    <form onSubmit={submit} className={classes['new']}>
      <TextInput
        className={classes['newName'] ?? ''}
        aria-label={`New task in ${project.name}`}
        placeholder="New task"
        required
        {...form.getInputProps('name')}
        error={form.errors['name'] ?? form.errors[WHOLE_FORM]}
      />
      <Button type="submit" variant="default" loading={isPending}>
        Add task
      </Button>
    </form>
  );
}
