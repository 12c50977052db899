import { numbers } from './person-format.ts';

const HUNDREDTHS = 2;

const written = [0, 1, 2, 3, 4].map((digits) =>
  numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }),
);
const grouped = numbers({ minimumFractionDigits: 1, useGrouping: true });

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');

/** As groups are typed: any blank for any other, and the plain apostrophe for the typographic one. */
const typedGroup = (group: string) => {
  if (/\s/.test(group)) return '\\s';
  return /['’]/.test(group) ? "['’]" : escaped(group);
};

/** How the person's locale separates: in `1.234.567,5` groups by `.`, the fraction by `,`. */
function separators() {
  const parts = grouped().formatToParts(1_234_567.5);
  const of = (type: 'group' | 'decimal', other: string) =>
    parts.find((part) => part.type === type)?.value ?? other;
  return { group: of('group', ','), decimal: of('decimal', '.') };
}

/**
 * An amount as one types it: `1234.50`, or `1234,50` where that is the custom.
 * @param amount in the unit's smallest parts @param decimals how many it has, 4 at most: hundredths have two
 */
export const writeAmount = (amount: number, decimals = HUNDREDTHS): string =>
  written[decimals]?.().format(amount / 10 ** decimals) ?? String(amount);

/**
 * The smallest parts of an amount that was typed as the person's locale has it. Groups of thousands may be there, but only
 * where they belong: a German's `12.50` is not 1,250.
 * @param decimals how many the unit has: cents are two
 * @returns undefined for anything that is no such amount
 */
export function parseAmount(text: string, decimals = HUNDREDTHS): number | undefined {
  const { group, decimal } = separators();
  const fractions = decimals === 0 ? '' : `(?:${escaped(decimal)}(\\d{1,${decimals}}))?`;
  const amount = new RegExp(`^(\\d+|\\d{1,3}(?:${typedGroup(group)}\\d{3})+)${fractions}$`);
  const [, units, fraction = ''] = amount.exec(text.trim()) ?? [];
  if (units === undefined) return undefined;
  return Number(units.replaceAll(/\D/g, '') + fraction.padEnd(decimals, '0'));
}
