import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { showRefusal, WHOLE_FORM } from '../ui/issue-form.ts';
import classes from './timer.module.css';
import { useStartTimer } from './use-start-timer.ts';

interface Values extends Record<string, unknown> {
  project_id: number | null;
  task_id: number | null;
  notes: string;
}

const asOptions = (items: readonly { id: number; name: string }[] = []) =>
  items.map(({ id, name }) => ({ value: id, label: name }));

/** Chooses what to work on and starts the timer. */
export default function StartTimerForm() {
  const form = useForm<Values>({ initialValues: { project_id: null, task_id: null, notes: '' } });
  const { project_id, task_id, notes } = form.values;
  const projects = trpc.project.list.useQuery({ archived: false });
  const tasks = trpc.task.list.useQuery({ project_id: project_id ?? 0 }, { enabled: project_id !== null });
  const start = useStartTimer({ onError: (error) => showRefusal(form, error) });
  const submit = () => {
    if (project_id === null) form.setFieldError('project_id', t('time.timer.needs_project'));
    else start.mutate({ project_id, task_id, notes });
  };

  return (
    <form onSubmit={form.onSubmit(submit)}>
      <FormRefusal message={form.errors[WHOLE_FORM]} />
      <div className={classes['form']}>
        <Select<number>
          label={t('time.timer.project')}
          placeholder={t('time.timer.choose_project')}
          data={asOptions(projects.data)}
          nothingFoundMessage={t(
            projects.isSuccess ? 'time.timer.no_such_project' : 'time.timer.options_loading',
          )}
          searchable
          {...form.getInputProps('project_id')}
          onChange={(value) => form.setValues({ project_id: value, task_id: null })}
        />
        <Select<number>
          label={t('time.timer.task')}
          placeholder={t(project_id === null ? 'time.timer.project_first' : 'time.timer.no_task')}
          data={asOptions(tasks.data)}
          nothingFoundMessage={t(tasks.isSuccess ? 'time.timer.no_such_task' : 'time.timer.options_loading')}
          disabled={project_id === null}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('time.timer.clear_task') }}
          {...form.getInputProps('task_id')}
        />
        <TextInput
          label={t('time.timer.note')}
          placeholder={t('time.timer.what')}
          {...form.getInputProps('notes')}
        />
      </div>
      <Button
        type="submit"
        className={classes['start'] ?? ''}
        leftSection={<IconPlayerPlayFilled size={18} aria-hidden />}
        loading={start.isPending}
      >
        {t('time.timer.start')}
      </Button>
    </form>
  );
}
