import type { ProjectColor } from '@timetracker/shared';
import type { ClientKey } from './clients.ts';
import type { Colleague } from './people.ts';

interface ProjectFacts {
  name: string;
  description: string;
  client: ClientKey | null;
  color: ProjectColor;
  hourly_rate_cents: number | null;
  members: readonly Colleague[];
  /** The workday on which it is created. */
  day: number;
}

/** What the agency works on. Whoever comes or goes later is told in the chronicle. */
export const projects = {
  shop: {
    name: 'Nordhaus online shop',
    description: 'A new shop for furniture: catalogue, configurator, checkout. Goes live in two steps.',
    client: 'nordhaus',
    color: 'indigo',
    hourly_rate_cents: 11_000,
    members: ['lena', 'jonas', 'mateo', 'amara'],
    day: 0,
  },
  care: {
    name: 'Nordhaus care plan',
    description: 'Updates, backups and small fixes of the old website until the new shop takes over.',
    client: 'nordhaus',
    color: 'cyan',
    hourly_rate_cents: 9_500,
    members: ['jonas', 'mateo'],
    day: 0,
  },
  rebrand: {
    name: 'Brightwater rebrand',
    description: 'Name stays, everything else is open: logo, packaging, tone of voice.',
    client: 'brightwater',
    color: 'orange',
    hourly_rate_cents: 9_800,
    members: ['lena', 'amara', 'sofia'],
    day: 0,
  },
  site: {
    name: 'Brightwater subscription site',
    description: 'Coffee by post, every two or four weeks. Follows the new brand.',
    client: 'brightwater',
    color: 'yellow',
    hourly_rate_cents: 9_800,
    members: ['lena', 'jonas', 'sofia'],
    day: 11,
  },
  booking: {
    name: 'Clinique du Lac booking',
    description: 'Patients book, move and cancel appointments themselves, in French and English.',
    client: 'clinique',
    color: 'teal',
    hourly_rate_cents: 12_000,
    members: ['lena', 'jonas', 'mateo'],
    day: 0,
  },
  app: {
    name: 'Velomondo app prototype',
    description: 'A clickable prototype for renting a bicycle, to be tried with twelve people.',
    client: 'velomondo',
    color: 'lime',
    hourly_rate_cents: 10_000,
    members: ['amara', 'mateo'],
    day: 5,
  },
  portfolio: {
    name: 'Hollis & Grant portfolio',
    description: 'Thirty buildings, large pictures, few words.',
    client: 'hollis',
    color: 'grape',
    hourly_rate_cents: 10_500,
    members: ['lena', 'amara', 'sofia'],
    day: 0,
  },
  internal: {
    name: 'Studio',
    description: 'Everything that nobody pays for: planning, blog, our own tools.',
    client: null,
    color: 'gray',
    hourly_rate_cents: null,
    members: ['lena', 'jonas', 'amara', 'mateo', 'sofia'],
    day: 0,
  },
} as const satisfies Record<string, ProjectFacts>;

export type ProjectKey = keyof typeof projects;
const isProject = (key: string): key is ProjectKey => Object.hasOwn(projects, key);
export const projectKeys: readonly ProjectKey[] = Object.keys(projects).filter(isProject);
