import { ActionIcon, Button, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { decimalsOf, formatDuration, formatMoney, type MoneyKind } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import classes from './line-fields.module.css';
import { amountOf, type LineValues, newLine } from './line-values.ts';

const SECONDS_PER_MINUTE = 60;

/** The part of a form that holds lines. */
export interface LinesForm {
  lines: readonly LineValues[];
  /** What an input needs. @param path for example `lines.0.description` */
  inputProps: (path: string) => object;
  insert: (line: LineValues) => void;
  remove: (index: number) => void;
  /** Why the lines are refused as a whole, or one of them for what has no field. */
  error: (path: string) => ReactNode;
}

/** The lines of an invoice: time that was recorded, and anything else that is billed. */
export const LineFields = ({ form, money }: { form: LinesForm; money: MoneyKind }) => (
  <div>
    {form.lines.length > 0 && (
      <div className={classes['head']} aria-hidden>
        <span>{t('invoices.line.description')}</span>
        <span>{t('invoices.line.quantity')}</span>
        <span>{t('invoices.line.price')}</span>
        <span className={classes['amount']}>{t('invoices.line.amount')}</span>
      </div>
    )}
    <ol className={classes['lines']} aria-label={t('invoices.lines')}>
      {form.lines.map((line, index) => (
        <LineRow
          // A line has no other identity than its place.
          // oxlint-disable-next-line react/no-array-index-key
          key={line.kind === 'time' ? `time ${line.task_id}` : `item ${index}`}
          form={form}
          line={line}
          index={index}
          money={money}
        />
      ))}
    </ol>
    {form.error('lines') && (
      <Text role="alert" size="sm" c="var(--mantine-color-error)" mb="xs">
        {form.error('lines')}
      </Text>
    )}
    <Button
      variant="default"
      size="xs"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => form.insert(newLine())}
    >
      {t('invoices.add_line')}
    </Button>
  </div>
);

interface LineRowProps {
  form: LinesForm;
  line: LineValues;
  index: number;
  money: MoneyKind;
}

function LineRow({ form, line, index, money }: LineRowProps) {
  const path = `lines.${index}`;
  const amount = amountOf(line, decimalsOf(money));
  const what = line.description.trim() === '' ? String(index + 1) : line.description;
  return (
    <li className={classes['line']} aria-label={t('invoices.line', { number: index + 1 })}>
      <TextInput
        className={classes['description'] ?? ''}
        label={t('invoices.line.description')}
        autoComplete="off"
        {...form.inputProps(`${path}.description`)}
      />
      {line.kind === 'time' ? (
        <div className={classes['time']}>
          <span className={classes['timeLabel']}>{t('invoices.line.time')}</span>
          {formatDuration(line.minutes * SECONDS_PER_MINUTE)}
        </div>
      ) : (
        <TextInput
          label={t('invoices.line.quantity')}
          inputMode="decimal"
          autoComplete="off"
          {...form.inputProps(`${path}.quantity_hundredths`)}
        />
      )}
      <TextInput
        label={t(line.kind === 'time' ? 'invoices.line.price_per_hour' : 'invoices.line.price')}
        inputMode="decimal"
        autoComplete="off"
        {...form.inputProps(`${path}.unit_price_cents`)}
      />
      <output className={classes['amount']} aria-label={t('invoices.line.amount')}>
        {amount === undefined ? '–' : formatMoney(amount, money)}
      </output>
      <ActionIcon
        className={classes['remove'] ?? ''}
        variant="default"
        size={36}
        aria-label={t('invoices.remove_line', { what })}
        onClick={() => form.remove(index)}
      >
        <IconTrash size={17} aria-hidden />
      </ActionIcon>
      {form.error(`${path}.minutes`) && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" className={classes['problem'] ?? ''}>
          {form.error(`${path}.minutes`)}
        </Text>
      )}
    </li>
  );
}
