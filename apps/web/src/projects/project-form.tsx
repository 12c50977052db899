import { Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormButtons } from '../ui/form-buttons.tsx';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';

interface Values extends Record<string, unknown> {
  name: string;
  description: string;
}

interface ProjectFormProps {
  initial: Values;
  submitLabel: string;
  onSubmit: (values: Values) => Promise<void>;
  onCancel: () => void;
}

export function ProjectForm({ initial, submitLabel, onSubmit, onCancel }: ProjectFormProps) {
  const form = useForm<Values>({ initialValues: initial });
  const { submit, isPending } = useSubmission(form, onSubmit);
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormRefusal message={form.errors[WHOLE_FORM]} />
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
        <Textarea
          label="Description (optional)"
          autosize
          minRows={3}
          maxRows={10}
          {...form.getInputProps('description')}
        />
        <FormButtons submitLabel={submitLabel} isPending={isPending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
