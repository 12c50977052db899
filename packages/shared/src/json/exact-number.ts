/** So short a number without an exponent has at most 15 digits, which a double always keeps. */
const SHORT = 15;
const ZERO = 0x30;
const DECIMAL = /^-?(?<whole>\d+)(?:\.(?<fraction>\d+))?(?:[eE](?<exponent>[+-]?\d+))?$/;

/**
 * Whether a number of a JSON text survives being read and written again: the shortest text of the double that it is read
 * as denotes the same decimal value (`1.10` and `1.1`, `1e2` and `100`, but not `9007199254740993` or `1e400`).
 */
export function isExactNumber(literal: string): boolean {
  if (literal.length <= SHORT && !/[eE]/.test(literal)) return true;
  const value = Number(literal);
  return Number.isFinite(value) && decimalOf(literal) === decimalOf(String(value));
}

/** A number's digits without zeros at either end, and where its point is; the same text for the same value. */
function decimalOf(literal: string): string {
  const { whole = '', fraction = '', exponent = '0' } = DECIMAL.exec(literal)?.groups ?? {};
  const digits = whole + fraction;
  let from = 0;
  let to = digits.length;
  while (from < to && digits.charCodeAt(from) === ZERO) from += 1;
  while (to > from && digits.charCodeAt(to - 1) === ZERO) to -= 1;
  if (from === to) return '0';
  return `${digits.slice(from, to)}e${Number(exponent) - fraction.length + (digits.length - to)}`;
}
