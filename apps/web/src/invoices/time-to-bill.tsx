import { Alert, Anchor, Checkbox, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { lineAmount, type Project, type UnbilledTask } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { formatDuration, formatMoney, timeZone } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Query } from '../ui/query.tsx';
import type { NewInvoiceValues } from './new-invoice-values.ts';
import classes from './time-to-bill.module.css';

const SECONDS_PER_MINUTE = 60;

interface TimeToBillProps {
  form: UseFormReturnType<NewInvoiceValues>;
  project: Project;
}

/** What of a project's time would go on the invoice. */
export function TimeToBill({ form, project }: TimeToBillProps) {
  const { id, name, hourly_rate_cents, currency } = project;
  const { bills_time, time_until } = form.values;
  if (hourly_rate_cents === null)
    return (
      <Alert color="yellow" title={t('invoices.no_rate', { project: name })}>
        <Anchor component={Link} to={`/projects/${id}`} size="sm">
          {t('invoices.to_project')}
        </Anchor>
      </Alert>
    );
  return (
    <Stack gap="sm">
      <Checkbox label={t('invoices.bill_time')} {...form.getInputProps('bills_time', { type: 'checkbox' })} />
      {bills_time && (
        <TextInput
          type="date"
          label={t('invoices.time_until')}
          description={t('invoices.time_until_hint', { zone: timeZone() })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maw="16rem"
          {...form.getInputProps('time_until')}
        />
      )}
      {bills_time && time_until !== '' && (
        <UnbilledTime project_id={id} until={time_until} rate={hourly_rate_cents} currency={currency} />
      )}
    </Stack>
  );
}

interface UnbilledTimeProps {
  project_id: number;
  until: string;
  rate: number;
  currency: string;
}

function UnbilledTime({ project_id, until, rate, currency }: UnbilledTimeProps) {
  const unbilled = trpc.invoice.unbilledTime.useQuery({ project_id, until, time_zone: timeZone() });
  return (
    <Query
      of={unbilled}
      what={t('invoices.the_time')}
      skeleton={90}
      failure={t('invoices.time_not_loaded')}
      empty={t('invoices.no_unbilled_time')}
    >
      {(unbilled) => {
        const cost = ({ minutes }: UnbilledTask) =>
          lineAmount({ kind: 'time', minutes, unit_price_cents: rate });
        const total = unbilled.reduce((sum, task) => sum + cost(task), 0);
        return (
          <table className={classes['time']} aria-label={t('invoices.unbilled_time')}>
            <tbody>
              {unbilled.map((task) => (
                <tr key={task.task_id}>
                  <th scope="row">{task.task_name ?? t('invoices.no_task')}</th>
                  <td>{formatDuration(task.minutes * SECONDS_PER_MINUTE)}</td>
                  <td>{formatMoney(cost(task), currency)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>
                  {t('invoices.subtotal')}
                </th>
                <td>{formatMoney(total, currency)}</td>
              </tr>
            </tfoot>
          </table>
        );
      }}
    </Query>
  );
}
