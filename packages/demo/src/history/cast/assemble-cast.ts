import { Random } from '@timetracker/shared/random';
import type { StoredPerson } from '../store/store-people.ts';
import type { StoredProject } from '../store/store-projects.ts';
import type { Shift } from '../timeline.ts';
import { WeightedDraw } from '../weighted-draw.ts';
import { devicesOf } from '../words/devices.ts';
import type { World } from '../world.ts';
import type { Client, Place, Worker } from './worker.ts';

/** Everybody who works by the clock of a time zone. */
export interface ZoneShift extends Shift {
  workers: WeightedDraw<Worker>;
}

/** Who takes part, and where. */
export interface Cast {
  workers: readonly Worker[];
  places: readonly Place[];
  shifts: readonly ZoneShift[];
}

/** Somebody has access to a project. */
export interface Membership {
  person: StoredPerson;
  project: StoredProject;
}

const PROJECTS_PER_CLIENT = 4;
const nobody = new WeightedDraw<never>([], () => 0);

/**
 * Brings people and projects to life.
 * @param memberships at least one for each person, the first in a project that goes on through the whole history
 */
export function assembleCast(memberships: readonly Membership[], world: World): Cast {
  const clients: Client[] = [];
  const clientOf = ({ number }: StoredProject) =>
    (clients[Math.floor(number / PROJECTS_PER_CLIENT)] ??= world.newClient());
  const places = new Map<StoredProject, Place>();
  const projectsOf = new Map<StoredPerson, Place[]>();
  const membersOf = new Map<Place, Worker[]>();
  for (const { person, project } of memberships) {
    const place = places.get(project) ?? placeOf(project, clientOf(project));
    places.set(project, place);
    projectsOf.set(person, [...(projectsOf.get(person) ?? []), place]);
  }
  const workers = [...projectsOf].map(([person, projects]) => {
    const worker = workerOf(person, projects);
    for (const place of projects) membersOf.set(place, [...(membersOf.get(place) ?? []), worker]);
    return worker;
  });
  for (const [place, members] of membersOf) place.members = new WeightedDraw(members, ({ weight }) => weight);
  return { workers, places: [...places.values()], shifts: shiftsOf(workers) };
}

const placeOf = (project: StoredProject, client: Client): Place => ({
  id: project.id,
  name: project.name,
  color: project.color,
  hourly_rate_cents: project.hourly_rate_cents,
  client,
  weight: project.weight,
  begun: project.begins > 0 ? project.created_at.getTime() : -Infinity,
  ended: project.archived_at?.getTime() ?? Infinity,
  is_new: project.is_new,
  members: nobody,
  tasks: [],
  comments: [],
});

function workerOf(person: StoredPerson, projects: readonly Place[]): Worker {
  const random = new Random('habits', person.number);
  const [home] = projects;
  if (!home) throw new Error(`${person.username} has no projects`);
  // Big projects have more members, so they need not be everybody's favourites as well.
  const draw = new WeightedDraw(projects, ({ weight }) => Math.sqrt(weight) * -Math.log(1 - random.unit()));
  return {
    id: person.id,
    display_name: person.display_name,
    username: person.username,
    email: person.email,
    time_zone: person.time_zone,
    weight: person.weight,
    joined: person.joins > 0 ? person.created_at.getTime() : -Infinity,
    is_new: person.is_new,
    devices: devicesOf(random),
    projects: draw,
    home,
    timer: null,
    last_entry: null,
  };
}

function shiftsOf(workers: readonly Worker[]): ZoneShift[] {
  const zones = Map.groupBy(workers, ({ time_zone }) => time_zone);
  return [...zones].map(([time_zone, members]) => {
    const draw = new WeightedDraw(members, ({ weight }) => weight);
    return { time_zone, weight: draw.total, workers: draw };
  });
}
