import type { Random } from '@timetracker/shared/random';
import { WeightedDraw, zipf } from '../weighted-draw.ts';
import { CODE_NAMES, codeName } from './code-name.ts';
import { areas, COMMON_AREA, kindsOfProject, legalForms, things, verbs } from './work-words.ts';

// Code names are dealt out in parts, so that none means two things.
const TRIALS_FROM = 100_000;
const CLIENTS_FROM = 500_000;
const RARE_FROM = 1_000_000;
const UNIQUE_FROM = 10_000_000;

/** Activities for each code name that tasks share: each is then found in a few dozen. */
const ACTIVITIES_PER_RARE_WORD = 100;
const RARE_SHARE = 0.3;

const LANGUAGE = 0.7;
const verb = new WeightedDraw(verbs, (_, index) => zipf(index + 1, LANGUAGE));
const thing = new WeightedDraw(things, (_, index) => zipf(index + 1, LANGUAGE));
const area = new WeightedDraw(areas, (_, index) =>
  index === 0 ? COMMON_AREA : (1 - COMMON_AREA) / (areas.length - 1),
);

/** @param activities of the whole history: a longer one has more rare words, not more frequent ones */
export function taskName(random: Random, activities: number): string {
  const name = `${verb.draw(random)} ${thing.draw(random)} for ${area.draw(random)}`;
  if (!random.chance(RARE_SHARE)) return name;
  const rare = Math.floor((random.unit() * activities) / ACTIVITIES_PER_RARE_WORD);
  return `${name} (${codeName(RARE_FROM + rare)})`;
}

/** The name of something that happens once, with a word that nothing else has. */
export const uniqueName = (random: Random, number: number): string =>
  `${random.pick(['Call', 'Meeting', 'Lunch', 'Interview', 'Visit'])} with ${codeName(UNIQUE_FROM + (number % (CODE_NAMES - UNIQUE_FROM)))}`;

export const projectName = (random: Random, number: number): string =>
  `${codeName(number)} ${random.pick(kindsOfProject)}`;

/** The name of a project that does not last. */
export const trialName = (random: Random, number: number): string =>
  projectName(random, TRIALS_FROM + (number % (CLIENTS_FROM - TRIALS_FROM)));

export const clientName = (random: Random, number: number): string =>
  `${codeName(CLIENTS_FROM + (number % (RARE_FROM - CLIENTS_FROM)))} ${random.pick(legalForms)}`;
