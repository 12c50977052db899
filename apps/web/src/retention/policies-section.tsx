import { Button, NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { AppRouter } from '@timetracker/api/router';
import { type EntityType, isEntityType } from '@timetracker/shared';
import type { inferRouterOutputs } from '@trpc/server';
import { trpc } from '../api/trpc.ts';
import { typeName } from '../i18n/catalog-labels.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/section.tsx';
import { toastError } from '../ui/toast.tsx';
import { typeOptions } from './form-options.ts';
import classes from './retention.module.css';

type Policy = inferRouterOutputs<AppRouter>['retention']['get']['policies'][number];

/** For how long activities about a type are kept. */
export const PoliciesSection = ({ policies }: { policies: readonly Policy[] }) => (
  <Section title={t('retention.policies')}>
    <Stack>
      {policies.length === 0 && <Empty title={t('retention.no_policies')} />}
      {policies.length > 0 && (
        <ul className={rows['rows']}>
          {policies.map((policy) => (
            <PolicyRow key={policy.entity_type} policy={policy} />
          ))}
        </ul>
      )}
      <PolicyForm />
    </Stack>
  </Section>
);

function PolicyRow({ policy }: { policy: Policy }) {
  const api = trpc.useUtils();
  const remove = trpc.retention.removePolicy.useMutation({
    onSuccess: (data) => api.retention.get.setData(undefined, data),
    onError: (error) => toastError(t('retention.keep_for_ever'), error),
  });
  const { entity_type, days, keep_counts } = policy;
  const type = typeName(entity_type);
  return (
    <li className={rows['row']}>
      <Text size="sm" className={rows['what'] ?? ''}>
        {t('retention.kept_days', { type, days })}
        {!keep_counts && `, ${t('retention.counts_forgotten')}`}
      </Text>
      <Button
        variant="default"
        size="xs"
        flex="none"
        aria-label={t('retention.keep_for_ever_of', { type })}
        loading={remove.isPending}
        onClick={() => isEntityType(entity_type) && remove.mutate({ entity_type })}
      >
        {t('retention.keep_for_ever')}
      </Button>
    </li>
  );
}

interface Values extends Record<string, unknown> {
  entity_type: EntityType;
  days: number;
  keep_counts: boolean;
}

function PolicyForm() {
  const api = trpc.useUtils();
  const set = trpc.retention.setPolicy.useMutation();
  const form = useForm<Values>({ initialValues: { entity_type: 'task', days: 365, keep_counts: true } });
  const { submit, isPending } = useSubmission(form, async (values) => {
    api.retention.get.setData(undefined, await set.mutateAsync(values));
  });
  return (
    <form onSubmit={submit} noValidate>
      <FormRefusal message={form.errors[WHOLE_FORM]} />
      <div className={classes['fields']}>
        <Select
          label={t('retention.type')}
          data={typeOptions()}
          allowDeselect={false}
          className={classes['field'] ?? ''}
          {...form.getInputProps('entity_type')}
        />
        <NumberInput
          label={t('retention.days')}
          min={1}
          max={10_000}
          className={classes['short'] ?? ''}
          {...form.getInputProps('days')}
        />
        <Switch
          label={t('retention.keep_counts')}
          className={`${classes['level']} ${classes['switch']}`}
          {...form.getInputProps('keep_counts', { type: 'checkbox' })}
        />
        <Button type="submit" loading={isPending} className={`${classes['level']} ${classes['button']}`}>
          {t('retention.set')}
        </Button>
      </div>
    </form>
  );
}
