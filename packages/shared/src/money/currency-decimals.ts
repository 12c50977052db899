/** Currencies whose smallest unit is not a hundredth (ISO 4217, list one), by how many decimals they have. */
const others: readonly (readonly [decimals: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

const USUAL_DECIMALS = 2;

/**
 * How many decimals a currency's amounts have: an amount is kept as a whole number of its smallest (minor) unit. ISO
 * 4217 says so, not Intl, whose answers differ between browsers.
 * @param currency ISO 4217; an unknown one has two
 */
export const currencyDecimals = (currency: string): number =>
  others.find(([, codes]) => codes.split(' ').includes(currency))?.[0] ?? USUAL_DECIMALS;

/** The same figure with another number of decimals: 9500 hundredths are 95 whole ones. Rounded half up. */
export function rescaled(amount: number, from: number, to: number): number {
  if (to >= from) return amount * 10 ** (to - from);
  const divisor = 10 ** (from - to);
  return Math.floor((2 * amount + divisor) / (2 * divisor));
}
