import { Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../../../i18n/index.ts';
import { useIsAdmin } from '../../../session/me.ts';
import { FormFrame } from '../../../ui/form-frame.tsx';
import { useSubmission } from '../../../ui/issue-form.ts';

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
  const saving = useSubmission(form, onSubmit);
  return (
    <FormFrame form={form} saving={saving} submitLabel={submitLabel} onCancel={onCancel}>
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
    </FormFrame>
  );
}
