import { Random } from '@timetracker/shared/random';
import { WeightedDraw, zipf } from '../weighted-draw.ts';
import { displayName } from '../words/display-name.ts';

/** Who takes part, before they have an account. Told by their number alone: the same in every seed. */
export interface PersonPlan {
  /** From 1; lower ones do more. */
  number: number;
  username: string;
  email: string;
  display_name: string;
  time_zone: string;
  /** How much of all work is theirs, as a weight. */
  weight: number;
  /** How much of the history is over when they join; 0: they were there before. */
  joins: number;
}

const ALWAYS_THERE = 5;
const NEWCOMERS = 0.45;
const LAST_JOIN = 0.95;
const SKEW = 0.8;

const zones = new WeightedDraw(
  [
    { name: 'Europe/Berlin', share: 30 },
    { name: 'Europe/London', share: 18 },
    { name: 'America/New_York', share: 18 },
    { name: 'America/Los_Angeles', share: 10 },
    { name: 'Asia/Kolkata', share: 10 },
    { name: 'Europe/Lisbon', share: 7 },
    { name: 'Australia/Sydney', share: 7 },
  ],
  ({ share }) => share,
);

export function planPerson(number: number): PersonPlan {
  const random = new Random('person', number);
  const username = `seed-${number}`;
  return {
    number,
    username,
    email: `${username}@seed.example`,
    display_name: displayName(number),
    time_zone: zones.draw(random).name,
    weight: zipf(number, SKEW),
    joins: number > ALWAYS_THERE && random.chance(NEWCOMERS) ? random.unit() * LAST_JOIN : 0,
  };
}
