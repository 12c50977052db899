import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../../../i18n/index.ts';
import { useIsAdmin } from '../../../session/me.ts';
import { FormButtons } from '../../../ui/form-buttons.tsx';
import { FormRefusal } from '../../../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../../../ui/issue-form.ts';

interface Values extends Record<string, unknown> {
  name: string;
  shared: boolean;
}

interface ViewFormProps {
  initial: Values;
  submitLabel: string;
  onSubmit: (values: Values) => Promise<void>;
  onCancel: () => void;
}

/** A view's name and, for administrators, whether everybody has it. */
export function ViewForm({ initial, submitLabel, onSubmit, onCancel }: ViewFormProps) {
  const isAdmin = useIsAdmin();
  const form = useForm<Values>({ initialValues: initial });
  const { submit, isPending } = useSubmission(form, onSubmit);
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormRefusal message={form.errors[WHOLE_FORM]} />
        <TextInput
          label={t('activity.views.name')}
          required
          data-autofocus
          autoComplete="off"
          {...form.getInputProps('name')}
        />
        {isAdmin && (
          <Checkbox
            label={t('activity.views.share')}
            description={t('activity.views.share_why')}
            {...form.getInputProps('shared', { type: 'checkbox' })}
          />
        )}
        <FormButtons submitLabel={submitLabel} isPending={isPending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
