import { numbers } from './person-format.ts';

const HUNDREDTHS = 100;

const written = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false });
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

/** An amount as one types it: `1234.50`, or `1234,50` where that is the custom. @param cents hundredths of the unit */
export const writeAmount = (cents: number): string => written().format(cents / HUNDREDTHS);

/**
 * The cents of an amount that was typed as the person's locale has it. Groups of thousands may be there, but only
 * where they belong: a German's `12.50` is not 1,250.
 * @returns undefined for anything that is no such amount
 */
export function parseAmount(text: string): number | undefined {
  const { group, decimal } = separators();
  const amount = new RegExp(
    `^(\\d+|\\d{1,3}(?:${typedGroup(group)}\\d{3})+)(?:${escaped(decimal)}(\\d{1,2}))?$`,
  );
  const [, units, fraction = ''] = amount.exec(text.trim()) ?? [];
  if (units === undefined) return undefined;
  return Number(units.replaceAll(/\D/g, '')) * HUNDREDTHS + Number(fraction.padEnd(2, '0'));
}
