import type { Spread } from '../statistics.ts';

export const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 3 });
export const range = ({ min, max }: Spread): string => `${number(min)}–${number(max)}`;
export const orNone = (value: number | string | undefined): string =>
  value === undefined ? '–' : String(value);
