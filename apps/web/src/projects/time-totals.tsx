import { Card, Text } from '@mantine/core';
import { lineAmount, type Project, type ProjectTime } from '@timetracker/shared';
import { formatDuration, formatMoney } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import classes from './project-time.module.css';

const MINUTE_SECONDS = 60;

/** What a duration costs as it is shown, to the minute. */
const priceOf = (seconds: number, unit_price_cents: number) =>
  lineAmount({ kind: 'time', minutes: Math.round(seconds / MINUTE_SECONDS), unit_price_cents });

/** How much time there is, how much of it no invoice bills yet, and what that is worth. */
export function TimeTotals({ project, time }: { project: Project; time: ProjectTime }) {
  const { hourly_rate_cents: rate, currency } = project;
  return (
    <dl className={classes['totals']}>
      <Total label={t('projects.time.total')} value={formatDuration(time.total_seconds)} />
      <Total label={t('projects.time.unbilled')} value={formatDuration(time.unbilled_seconds)} />
      {rate !== null && (
        <Total
          label={t('projects.time.unbilled_amount')}
          value={formatMoney(priceOf(time.unbilled_seconds, rate), currency)}
          hint={t('projects.per_hour', { amount: formatMoney(rate, currency) })}
        />
      )}
    </dl>
  );
}

const Total = ({ label, value, hint }: { label: string; value: string; hint?: string }) => (
  <Card padding="md">
    <Text component="dt" size="sm" c="dimmed">
      {label}
    </Text>
    <dd className={classes['total']}>
      {value}
      {hint && (
        <Text component="span" size="xs" c="dimmed" display="block" fw={400}>
          {hint}
        </Text>
      )}
    </dd>
  </Card>
);
