import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { isolated, type Named, nameOf } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import { noReason } from './form-options.ts';
import classes from './retention.module.css';

interface HoldFormProps {
  people: readonly ({ id: number } & Named)[];
  projects: readonly { id: number; name: string }[];
}

interface Values extends Record<string, unknown> {
  project_id: number | null;
  user_id: number | null;
  reason: string;
}

const initialValues: Values = { project_id: null, user_id: null, reason: '' };

/** Puts a project or a person under hold: choosing one lets go of the other. */
export function HoldForm({ people, projects }: HoldFormProps) {
  const api = trpc.useUtils();
  const place = trpc.retention.placeHold.useMutation();
  const form = useForm<Values>({
    initialValues,
    validate: {
      project_id: (project_id, { user_id }) =>
        project_id === null && user_id === null ? t('retention.no_subject') : null,
      reason: noReason,
    },
  });
  const { submit, isPending } = useSubmission(form, async ({ project_id, user_id, reason }) => {
    await place.mutateAsync({
      ...(project_id !== null && { project_id }),
      ...(user_id !== null && { user_id }),
      reason,
    });
    form.reset();
    await api.retention.get.invalidate();
  });
  const choose = (chosen: Partial<Values>) => form.setValues({ project_id: null, user_id: null, ...chosen });
  return (
    <form onSubmit={submit} noValidate>
      <FormRefusal message={form.errors[WHOLE_FORM]} />
      <div className={classes['fields']}>
        <Select<number>
          label={t('retention.project')}
          data={projects.map(({ id, name }) => ({ value: id, label: isolated(name) }))}
          value={form.values.project_id}
          onChange={(project_id) => choose({ project_id })}
          error={form.errors['project_id']}
          searchable
          clearable
          className={classes['field'] ?? ''}
        />
        <Select<number>
          label={t('retention.person')}
          data={people.map((person) => ({ value: person.id, label: nameOf(person) }))}
          value={form.values.user_id}
          onChange={(user_id) => choose({ user_id })}
          searchable
          clearable
          className={classes['field'] ?? ''}
        />
        <TextInput
          label={t('retention.reason')}
          className={classes['field'] ?? ''}
          {...form.getInputProps('reason')}
        />
        <Button type="submit" loading={isPending} className={`${classes['level']} ${classes['button']}`}>
          {t('retention.place')}
        </Button>
      </div>
    </form>
  );
}
