import { type Spread, spreadOf } from '../statistics.ts';

/** One question to a history, asked of the product and of its peer. */
export interface Reading {
  question: string;
  activities: number;
  /** Milliseconds. */
  product: Spread;
  plain?: Spread;
}

export const readingOf = (
  question: string,
  activities: number,
  product: readonly number[],
  plain?: readonly number[],
): Reading => ({
  question,
  activities,
  product: spreadOf(product),
  ...(plain && { plain: spreadOf(plain) }),
});
