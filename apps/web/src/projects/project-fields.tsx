import { Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { ColorField } from './color-field.tsx';
import type { ProjectValues } from './project-values.ts';

/** What a project is; for whom and for how much is for administrators to say. */
export function ProjectFields({ form }: { form: UseFormReturnType<ProjectValues> }) {
  const isAdmin = useIsAdmin();
  return (
    <>
      <TextInput label={t('projects.name')} required data-autofocus {...form.getInputProps('name')} />
      <Textarea
        label={t('projects.description')}
        autosize
        minRows={3}
        maxRows={10}
        {...form.getInputProps('description')}
      />
      <ColorField
        label={t('projects.color')}
        value={form.values.color}
        onChange={(color) => form.setFieldValue('color', color)}
      />
      {isAdmin && <TermsFields form={form} />}
    </>
  );
}

function TermsFields({ form }: { form: UseFormReturnType<ProjectValues> }) {
  const clients = trpc.clients.list.useQuery();
  const currency = clients.data?.find(({ id }) => id === form.values.client_id)?.currency;
  return (
    <>
      <Select<number>
        label={t('projects.client')}
        placeholder={t('projects.no_client')}
        data={(clients.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        nothingFoundMessage={t(clients.isSuccess ? 'projects.no_such_client' : 'projects.clients_loading')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('projects.clear_client') }}
        {...form.getInputProps('client_id')}
      />
      <TextInput
        label={t('projects.rate')}
        description={t('projects.rate_hint')}
        inputMode="decimal"
        autoComplete="off"
        rightSection={currency}
        rightSectionWidth={52}
        {...form.getInputProps('hourly_rate_cents')}
      />
    </>
  );
}
