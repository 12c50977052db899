import { Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { currencyOptions } from '../i18n/currencies.ts';
import { t } from '../i18n/index.ts';
import type { ClientValues } from './client-values.ts';
import classes from './clients.module.css';

/** Who a client is, where it is, and how it is billed. Only the name has to be there. */
export function ClientFields({ form }: { form: UseFormReturnType<ClientValues> }) {
  const line = (field: string) => ({ label: fieldLabel('client', field), ...form.getInputProps(field) });
  return (
    <>
      <TextInput
        required
        data-autofocus
        autoComplete="off"
        description={t('clients.only_name')}
        {...line('name')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
        <TextInput autoComplete="off" {...line('contact_name')} />
        <TextInput type="email" autoComplete="off" {...line('email')} />
        <TextInput type="tel" autoComplete="off" {...line('phone')} />
        <TextInput autoComplete="off" {...line('tax_id')} />
      </SimpleGrid>
      <fieldset className={classes['address']}>
        <legend className={classes['legend']}>{t('clients.address')}</legend>
        <TextInput autoComplete="off" {...line('street')} />
        <div className={classes['town']}>
          <TextInput autoComplete="off" {...line('postal_code')} />
          <TextInput autoComplete="off" {...line('city')} />
        </div>
        <TextInput autoComplete="off" {...line('country')} />
      </fieldset>
      <Select
        data={currencyOptions()}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('clients.no_such_currency')}
        description={t('clients.currency_hint')}
        {...line('currency')}
      />
      <Textarea autosize minRows={2} maxRows={8} description={t('clients.notes_hint')} {...line('notes')} />
    </>
  );
}
