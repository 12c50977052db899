import type { Activity } from '@timetracker/shared';
import type { MoneyKind } from '../../i18n/format.ts';

const CODE = /^[A-Z]{3}$/;
const MOST_DECIMALS = 4;
/** Before amounts followed ISO 4217, the product kept hundredths of every currency. */
const FORMER_DECIMALS = 2;

/**
 * The currency that extra data names. Anybody may have posted it: money cannot be written in what is no code, and a page
 * that tries shows nothing at all.
 * @returns an ISO 4217 code, or undefined
 */
export const currencyIn = ({ currency }: Record<string, unknown>): string | undefined =>
  typeof currency === 'string' && CODE.test(currency) ? currency : undefined;

const decimalsIn = ({ currency_decimals: decimals }: Record<string, unknown>): number | undefined =>
  typeof decimals === 'number' && Number.isInteger(decimals) && decimals >= 0 && decimals <= MOST_DECIMALS
    ? decimals
    : undefined;

/**
 * What an activity's amounts are of. The product says how many decimals they have where there are not two; who else
 * posts an amount means the smallest unit of its currency.
 * @param currency where the extra data name none @returns undefined where no currency is known
 */
export function moneyIn({ extra_data, source }: Activity, currency?: string): MoneyKind | undefined {
  const code = currencyIn(extra_data) ?? currency;
  if (code === undefined) return undefined;
  const currency_decimals = decimalsIn(extra_data) ?? (source === 'app' ? FORMER_DECIMALS : undefined);
  return { currency: code, currency_decimals };
}
