import { type ProjectColor, projectColors } from '@timetracker/shared';
import { Random } from '@timetracker/shared/random';
import { zipf } from '../weighted-draw.ts';
import { projectName } from '../words/titles.ts';

/** What is worked on, before it is in the database. Told by its number alone: the same in every seed. */
export interface ProjectPlan {
  /** From 1; more is done in lower ones. */
  number: number;
  name: string;
  description: string;
  color: ProjectColor;
  hourly_rate_cents: number;
  weight: number;
  /** How much of the history is over when it begins; 0: it was there before. */
  begins: number;
  /** How much of the history is over when it is archived; 1: it goes on. */
  ends: number;
}

const ALWAYS_THERE = 10;
const NEW_ONES = 0.45;
const FINISHED_ONES = 0.2;
const SKEW = 0.9;

/** How seeded projects begin their description: by it they are found again. */
const projectMark = (number: number) => `Seeded project ${number}.`;

export function planProject(number: number): ProjectPlan {
  const random = new Random('project', number);
  const lasting = number <= ALWAYS_THERE;
  const begins = !lasting && random.chance(NEW_ONES) ? random.unit() * 0.9 : 0;
  return {
    number,
    name: projectName(random, number),
    description: `${projectMark(number)} Its tasks, entries and invoices are only in the feed.`,
    color: random.pick(projectColors),
    hourly_rate_cents: random.whole(14, 36) * 500,
    weight: zipf(number, SKEW),
    begins,
    ends: !lasting && random.chance(FINISHED_ONES) ? begins + (1 - begins) * (0.3 + 0.7 * random.unit()) : 1,
  };
}
