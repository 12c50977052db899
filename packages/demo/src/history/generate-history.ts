import type { NewActivity } from '@timetracker/activities';
import type { Random } from '@timetracker/shared/random';
import { beginnings } from './beginnings.ts';
import type { Cast, ZoneShift } from './cast/assemble-cast.ts';
import type { Worker } from './cast/worker.ts';
import { type Arrival, completeActivity } from './complete-activity.ts';
import { allDeeds } from './deeds/all-deeds.ts';
import type { Scene } from './deeds/deed.ts';
import { enterTime } from './deeds/time-entry.ts';
import type { Told } from './deeds/told.ts';
import type { Period } from './period.ts';
import { type Hour, timeline } from './timeline.ts';
import type { World } from './world.ts';

export interface HistoryPlan {
  cast: Cast;
  world: World;
  random: Random;
  period: Period;
  activities: number;
  /** The highest activity id before. */
  last_id: number;
}

/** What happens at one moment, by one person or the system. */
interface Happening extends Omit<Arrival, 'recorded'> {
  told: readonly Told[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** How many come late, and by how much at the most. */
const LATE = 0.01;
const LATEST_MS = 35 * DAY_MS;
const LATE_BY_IMPORT = 0.3;
/** Of entries and tasks: posted by other systems. */
const POSTED = 0.12;
const MOST_TRANSIT_MS = 250;
const TRIES = 8;

/**
 * Tells a history, activity by activity, in the order in which they are stored: as many as planned, with ids without
 * gaps. Only what may still be touched is kept in memory, however long the history is.
 */
export function* generateHistory(plan: HistoryPlan): Generator<NewActivity> {
  const { cast, world, random, period, activities, last_id } = plan;
  for (const due of beginnings(cast, activities, random)) world.agenda.add(due);
  let told = 0;
  let recorded = period.from;
  for (const hour of timeline(period, activities, cast.shifts)) {
    const before = told;
    while (told < hour.through) {
      const share = (told - before + random.unit()) / (hour.through - before);
      const at = Math.floor(hour.from + share * (hour.to - hour.from));
      // Stored one after the other, so that ids and the time of storing go the same way.
      recorded = Math.max(recorded, Math.min(at + random.whole(10, MOST_TRANSIT_MS), period.until));
      const { told: changes, ...arrival } = happeningAt(at, hour, plan);
      for (const change of changes.slice(0, activities - told)) {
        told += 1;
        yield completeActivity(last_id + told, change, { ...arrival, recorded }, random);
      }
    }
  }
}

function happeningAt(at: number, hour: Hour<ZoneShift>, plan: HistoryPlan): Happening {
  const { world, random } = plan;
  for (let due = world.agenda.next(at); due; due = world.agenda.next(at)) {
    const told = due.tell(at);
    if (told.length > 0) return { at, by: due.by, source: 'app', told };
  }
  const scene = sceneAt(at, hour, plan);
  if (random.chance(LATE)) {
    const late = lateArrival(scene, plan.period);
    if (late) return late;
  }
  const told = allDeeds.draw(random).tell(scene);
  return { at, by: scene.by, source: sourceOf(told, random), told };
}

function sceneAt(at: number, { shifts }: Hour<ZoneShift>, { cast, world, random }: HistoryPlan): Scene {
  const shift = shifts.draw(random);
  const by =
    drawWhere(
      () => shift.workers.draw(random),
      (worker) => worker.joined <= at,
    ) ?? firstOf(cast.workers);
  const project = drawWhere(
    () => by.projects.draw(random),
    ({ begun, ended }) => begun <= at && at < ended,
  );
  return { at, by, project: project ?? by.home, world, random };
}

/** Tries a few times; undefined when it was never so. */
function drawWhere<Value>(draw: () => Value, fits: (value: Value) => boolean): Value | undefined {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const value = draw();
    if (fits(value)) return value;
  }
  return undefined;
}

function firstOf(workers: readonly Worker[]): Worker {
  const [first] = workers;
  if (!first) throw new Error('A history needs somebody');
  return first;
}

/** Time that was written down elsewhere, and is handed in hours to weeks later; at the same time of day, if days. */
function lateArrival(scene: Scene, { from }: Period): Happening | undefined {
  const { at: arrives, by, project, random } = scene;
  const source = random.chance(LATE_BY_IMPORT) ? 'import' : 'api';
  const delay = random.spread(
    source === 'import' ? DAY_MS : HOUR_MS,
    source === 'import' ? LATEST_MS : 3 * DAY_MS,
  );
  const days = Math.round(delay / DAY_MS) * DAY_MS;
  const at = Math.floor(arrives - (days > 0 ? days + random.unit() * HOUR_MS : delay));
  if (at < Math.max(from, by.joined, project.begun)) return undefined;
  return { at, by, source, told: enterTime({ ...scene, at }) };
}

function sourceOf([first]: readonly Told[], random: Random): Arrival['source'] {
  const postable = first?.entity_type === 'time_entry' || first?.entity_type === 'task';
  return postable && random.chance(POSTED) ? 'api' : 'app';
}
