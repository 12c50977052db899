import { type InvoiceDocument, type InvoiceLine, lineAmount } from '@timetracker/shared';
import { parseAmount, writeAmount } from '../i18n/amount.ts';
import { t } from '../i18n/index.ts';

/** A line as a form has it: quantity and price as they are typed. Time has its minutes instead of a quantity. */
export interface LineValues {
  kind: InvoiceLine['kind'];
  description: string;
  quantity_hundredths: string;
  unit_price_cents: string;
  task_id: number | null;
  minutes: number;
}

export const newLine = (): LineValues => ({
  kind: 'item',
  description: '',
  quantity_hundredths: writeAmount(100),
  unit_price_cents: '',
  task_id: null,
  minutes: 0,
});

/** @param decimals of the invoice's amounts */
export const lineValues = (line: InvoiceDocument['lines'][number], decimals: number): LineValues => ({
  ...newLine(),
  kind: line.kind,
  description: line.description,
  unit_price_cents: writeAmount(line.unit_price_cents, decimals),
  ...(line.kind === 'time'
    ? { task_id: line.task_id, minutes: line.minutes }
    : { quantity_hundredths: writeAmount(line.quantity_hundredths) }),
});

/** A line as the API takes it; undefined while its numbers are none. */
function lineOf(values: LineValues, decimals: number): InvoiceLine | undefined {
  const { kind, description, task_id, minutes } = values;
  const unit_price_cents = parseAmount(values.unit_price_cents, decimals);
  if (unit_price_cents === undefined) return undefined;
  if (kind === 'time') return { kind, description, task_id, minutes, unit_price_cents };
  const quantity_hundredths = parseAmount(values.quantity_hundredths);
  return quantity_hundredths ? { kind, description, quantity_hundredths, unit_price_cents } : undefined;
}

export const linesOf = (values: readonly LineValues[], decimals: number): InvoiceLine[] =>
  values.map((line) => lineOf(line, decimals)).filter((line) => line !== undefined);

/** What a line comes to; undefined while its numbers are none. */
export function amountOf(values: LineValues, decimals: number): number | undefined {
  const line = lineOf(values, decimals);
  return line && lineAmount(line);
}

/**
 * What is wrong with a line, field by field; null where nothing is.
 * @param decimalsIn how many decimals the amounts of a form have
 */
export const lineProblems = <Values>(decimalsIn: (values: Values) => number) => ({
  description: (typed: string) => (typed.trim() === '' ? t('invoices.description_needed') : null),
  quantity_hundredths: (typed: string) =>
    (parseAmount(typed) ?? 0) > 0 ? null : t('invoices.quantity_expected', { example: writeAmount(150) }),
  unit_price_cents: (typed: string, values: Values) => {
    const decimals = decimalsIn(values);
    const example = writeAmount(Math.round(1_234.5 * 10 ** decimals), decimals);
    return parseAmount(typed, decimals) === undefined ? t('invoices.amount_expected', { example }) : null;
  },
});

/** A tax rate as it is typed, in percent; 19 is 1900 hundredths of a percent. */
export const rateProblem = (typed: string) => {
  const rate = parseAmount(typed);
  return rate !== undefined && rate <= 10_000
    ? null
    : t('invoices.rate_expected', { example: writeAmount(750) });
};
