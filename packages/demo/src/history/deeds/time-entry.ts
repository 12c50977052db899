import type { Entry, Worker } from '../cast/worker.ts';
import { notes } from '../words/work-words.ts';
import type { DeedsOf, Scene } from './deed.ts';
import { appeared, changed, vanished } from './field-changes.ts';
import type { Told } from './told.ts';

const MINUTE_MS = 60_000;
const SHORTEST = 10;
const LONGEST = 180;
const ON_A_TASK = 0.85;
/** Of the time that is entered afterwards: spent on something that was only once. */
const ONCE = 0.02;
/** What a forgotten break takes of an entry. */
const BREAK = 0.3;

const iso = (instant: number) => new Date(instant).toISOString();
const someTime = ({ random }: Scene) => Math.round(random.spread(SHORTEST, LONGEST)) * MINUTE_MS;

const fields = ({ project, task, notes, started_at, ended_at }: Entry) => ({
  project_id: project.id,
  task_id: task?.id ?? null,
  notes,
  started_at: iso(started_at),
  ended_at: ended_at === null ? null : iso(ended_at),
});
const names = ({ project, task }: Entry) => ({ project_id: project.name, task_id: task?.name });
const duration = ({ started_at, ended_at }: Entry) =>
  ended_at === null ? {} : { duration_seconds: Math.round((ended_at - started_at) / 1_000) };

const told = (action: Told['action'], entry: Entry, changes: object): Told => ({
  entity_type: 'time_entry',
  action,
  entity_id: entry.id,
  entity_name: entry.task?.name ?? entry.project.name,
  project_id: entry.project.id,
  extra_data: { ...duration(entry), changes },
});

function newEntry({ project, world, random }: Scene, started_at: number, ended_at: number | null): Entry {
  const task = project.tasks.length > 0 && random.chance(ON_A_TASK) ? random.pickLate(project.tasks) : null;
  return { id: world.nextId(), project, task, notes: random.pick(notes), started_at, ended_at };
}

function start(scene: Scene): readonly Told[] {
  const { at, by, world } = scene;
  if (by.timer) return stop(by, by.timer, at);
  const entry = newEntry(scene, at, null);
  by.timer = entry;
  world.agenda.add({
    at: at + someTime(scene),
    by,
    // Unless it was stopped before.
    tell: (due) => (by.timer === entry ? stop(by, entry, due) : []),
  });
  return [told('started', entry, appeared(fields(entry), names(entry)))];
}

function stop(by: Worker, entry: Entry, at: number): readonly Told[] {
  entry.ended_at = at;
  by.timer = null;
  by.last_entry = entry;
  return [told('stopped', entry, changed('ended_at', null, iso(at)))];
}

/** Time that is entered when it is over. */
export function enterTime(scene: Scene): readonly Told[] {
  const { at, by, world, random } = scene;
  const entry = newEntry(scene, at - someTime(scene), at);
  const activity = told('created', entry, appeared(fields(entry), names(entry)));
  if (random.chance(ONCE)) return [{ ...activity, entity_name: world.uniqueName() }];
  by.last_entry = entry;
  return [activity];
}

function correct(scene: Scene): readonly Told[] {
  const { by, random } = scene;
  const entry = by.last_entry;
  if (!entry?.ended_at) return enterTime(scene);
  if (random.chance(0.5)) {
    const before = entry.notes;
    entry.notes = random.pick(notes.filter((note) => note !== before));
    return [told('updated', entry, changed('notes', before, entry.notes))];
  }
  const before = entry.ended_at;
  // The timer ran on during the break.
  entry.ended_at = before - Math.floor((before - entry.started_at) * BREAK);
  return [told('updated', entry, changed('ended_at', iso(before), iso(entry.ended_at)))];
}

function remove(scene: Scene): readonly Told[] {
  const { by } = scene;
  const entry = by.last_entry;
  if (!entry) return enterTime(scene);
  by.last_entry = null;
  return [told('deleted', entry, vanished(fields(entry), names(entry)))];
}

/** Most of what happens in a time tracker. */
export const timeEntryDeeds: DeedsOf<'time_entry'> = {
  started: { share: 170, tell: start },
  // Somebody's timer ends when its time has come.
  stopped: { share: 0, tell: start },
  created: { share: 70, tell: enterTime },
  updated: { share: 35, tell: correct },
  deleted: { share: 9, tell: remove },
};
