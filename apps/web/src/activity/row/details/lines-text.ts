import { isolated } from '@timetracker/shared';
import { writeAmount } from '../../../i18n/amount.ts';
import { formatDuration, formatMoney, type MoneyKind } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';

const SECONDS_PER_MINUTE = 60;

interface Line {
  position?: unknown;
  description: string;
  minutes?: unknown;
  quantity_hundredths?: unknown;
  unit_price_cents?: unknown;
}

const isLine = (value: unknown): value is Line =>
  typeof value === 'object' &&
  value !== null &&
  'description' in value &&
  typeof value.description === 'string';

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value);

function quantityOf({ minutes, quantity_hundredths }: Line): string | undefined {
  if (isAmount(minutes)) return formatDuration(minutes * SECONDS_PER_MINUTE);
  return isAmount(quantity_hundredths) ? writeAmount(quantity_hundredths) : undefined;
}

function lineText(line: Line, currency: MoneyKind | undefined): string {
  const number = isAmount(line.position) ? `${line.position}. ` : '';
  const price = isAmount(line.unit_price_cents) ? formatMoney(line.unit_price_cents, currency) : undefined;
  const costs = [quantityOf(line), price].filter((part) => part !== undefined).join(' × ');
  return `${number}${isolated(line.description)}${costs && ` (${costs})`}`;
}

/**
 * Lines of an invoice that were changed, one below the other: `2. Domain (1.00 × €12.00)`.
 * @param leftOut how many more there are @returns undefined for what are no lines, since anybody may have posted it
 */
export function linesText(
  lines: unknown,
  { currency, leftOut }: { currency: MoneyKind | undefined; leftOut: unknown },
): string | undefined {
  if (!Array.isArray(lines) || lines.length === 0 || !lines.every(isLine)) return undefined;
  const more = isAmount(leftOut) && leftOut > 0 ? [t('activity.change.more_lines', { count: leftOut })] : [];
  return [...lines.map((line) => lineText(line, currency)), ...more].join('\n');
}
