import { Button, Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { errorBodyOf } from '../api/api-error.ts';
import { t } from '../i18n/index.ts';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { showRefusal, WHOLE_FORM } from '../ui/issue-form.ts';
import { SubjectFields } from './subject-fields.tsx';
import classes from './timer.module.css';
import { useStartTimer } from './use-start-timer.ts';

interface Values extends Record<string, unknown> {
  project_id: number | null;
  task_id: number | null;
  notes: string;
}

interface StartTimerFormProps {
  /** Whether one runs already: then this one takes its place. */
  isRunning: boolean;
  /** Says whether there is something in the form that must not get lost. */
  onFilling: (isFilling: boolean) => void;
}

/** The server knows of a timer that this page has not heard of yet. */
const isUnheardOf = (error: unknown) =>
  errorBodyOf(error)?.issues?.some(({ path }) => path === 'stop_running') ?? false;

/** Chooses what to work on and starts the timer. */
export default function StartTimerForm({ isRunning, onFilling }: StartTimerFormProps) {
  const form = useForm<Values>({
    initialValues: { project_id: null, task_id: null, notes: '' },
    onValuesChange: () => onFilling(true),
  });
  const { project_id, task_id, notes } = form.values;
  const start = useStartTimer({
    onError: (error) =>
      isUnheardOf(error)
        ? form.setErrors({ [WHOLE_FORM]: t('time.timer.runs_already') })
        : showRefusal(form, error),
  });
  const submit = () => {
    if (project_id === null) form.setFieldError('project_id', t('time.timer.needs_project'));
    else
      start.mutate(
        { project_id, task_id, notes, stop_running: isRunning },
        { onSuccess: () => onFilling(false) },
      );
  };

  return (
    <form onSubmit={form.onSubmit(submit)} data-switch={isRunning || undefined} className={classes['start']}>
      <FormRefusal message={form.errors[WHOLE_FORM]} />
      <div className={classes['form']}>
        <SubjectFields
          project_id={project_id}
          inputProps={(field) => form.getInputProps(field)}
          onChange={(subject) => form.setValues(subject)}
        />
        <TextInput
          label={t('time.timer.note')}
          placeholder={t('time.timer.what')}
          {...form.getInputProps('notes')}
        />
      </div>
      <Group mt="md" gap="sm">
        <Button
          type="submit"
          leftSection={<IconPlayerPlayFilled size={18} aria-hidden />}
          loading={start.isPending}
        >
          {t(isRunning ? 'time.timer.switch' : 'time.timer.start')}
        </Button>
        {isRunning && (
          <Button variant="default" onClick={() => onFilling(false)}>
            {t('common.cancel')}
          </Button>
        )}
      </Group>
    </form>
  );
}
