import { Anchor } from '@mantine/core';
import type { Client } from '@timetracker/shared';
import type { ReactNode } from 'react';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { formatDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { Section } from '../ui/section.tsx';
import classes from './clients.module.css';

const address = ({ street, postal_code, city, country }: Client) =>
  [street, `${postal_code} ${city}`.trim(), country].filter((line) => line !== '').join('\n');

/** Who a client is and where; what is not known is left out. */
export const ClientDetails = ({ client }: { client: Client }) => (
  <Section title={t('clients.details')}>
    <dl className={classes['facts']}>
      <Fact label={fieldLabel('client', 'contact_name')} text={client.contact_name} />
      <Fact label={fieldLabel('client', 'email')} text={client.email}>
        <Anchor href={`mailto:${client.email}`} size="sm">
          {client.email}
        </Anchor>
      </Fact>
      <Fact label={fieldLabel('client', 'phone')} text={client.phone}>
        <Anchor href={`tel:${client.phone.replaceAll(/[^+\d]/g, '')}`} size="sm">
          {client.phone}
        </Anchor>
      </Fact>
      <Fact label={t('clients.address')} text={address(client)} />
      <Fact label={fieldLabel('client', 'tax_id')} text={client.tax_id} />
      <Fact label={fieldLabel('client', 'currency')} text={client.currency} />
      <Fact label={fieldLabel('client', 'notes')} text={client.notes} />
      <Fact label={t('clients.since')} text={formatDate(client.created_at)} />
    </dl>
  </Section>
);

const Fact = ({ label, text, children }: { label: string; text: string; children?: ReactNode }) =>
  text === '' ? null : (
    <div>
      <dt className={classes['label']}>{label}</dt>
      <dd className={classes['value']}>{children ?? <Isolated>{text}</Isolated>}</dd>
    </div>
  );
