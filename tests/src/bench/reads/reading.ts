import { type Contender, interleaved } from '../interleaved.ts';
import type { Pace } from '../pace.ts';
import { type Spread, spreadOf } from '../statistics.ts';

export type ViewerName =
  | 'administrator'
  | 'member of 20 projects'
  | 'member of 500 projects'
  | 'nothing visible';

/** What is asked; the marks name them. */
export type Question =
  | 'first page'
  | 'page at a random depth'
  | 'total'
  | 'total of a type and action'
  | 'total of a person, type and month'
  | `statistics of ${number} days`
  | 'search for a rare word'
  | 'search for a common word'
  | 'search for a phrase with filters'
  | 'search that finds nothing';

/** One question to a history, asked of the product and of its peer. */
export interface Reading {
  question: Question;
  viewer: ViewerName;
  activities: number;
  /** Milliseconds. */
  product: Spread;
  plain: Spread;
  /** Of a search, PostgreSQL's own with an index for it. */
  full_text?: Spread;
  /** Whether all found as many activities, in a turn before those that count. */
  same_answer: boolean;
}

/** How a question is asked of all of them. Each resolves with how many activities there are by its answer. */
export interface Asked {
  question: Question;
  viewer: ViewerName;
  activities: number;
  product: (turn: number) => Promise<number>;
  plain: (turn: number) => Promise<number>;
  full_text?: (turn: number) => Promise<number>;
}

const BEFORE = -1;

/** Asks all questions of product and peers in turns, after all gave the same answer to each. */
export async function takeReadings(asked: readonly Asked[], pace: Pace['reads']): Promise<Reading[]> {
  const agreed: boolean[] = [];
  const contenders: Record<string, Contender> = {};
  for (const [index, { product, plain, full_text }] of asked.entries()) {
    const found = await product(BEFORE);
    agreed.push(found === (await plain(BEFORE)) && (!full_text || found === (await full_text(BEFORE))));
    contenders[`product ${index}`] = product;
    contenders[`plain ${index}`] = plain;
    if (full_text) contenders[`full text ${index}`] = full_text;
  }
  const times = await interleaved(contenders, pace);
  return asked.map(({ question, viewer, activities, full_text }, index) => ({
    question,
    viewer,
    activities,
    product: spreadOf(times[`product ${index}`] ?? []),
    plain: spreadOf(times[`plain ${index}`] ?? []),
    ...(full_text && { full_text: spreadOf(times[`full text ${index}`] ?? []) }),
    same_answer: agreed[index] ?? false,
  }));
}
