/** How long a history lasts; epoch milliseconds. */
export interface Period {
  from: number;
  until: number;
}

/** The years up to an instant. */
export function periodOf(until: Date, years: number): Period {
  const from = new Date(until);
  from.setUTCFullYear(from.getUTCFullYear() - years);
  return { from: from.getTime(), until: until.getTime() };
}

/** When a share of it is over, from 0 to 1. */
export const instantAt = ({ from, until }: Period, share: number): number =>
  Math.floor(from + share * (until - from));
