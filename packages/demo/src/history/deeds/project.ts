import { projectColors } from '@timetracker/shared';
import type { Place } from '../cast/worker.ts';
import type { Trial } from '../world.ts';
import type { DeedsOf, Scene } from './deed.ts';
import { appeared, changed, vanished } from './field-changes.ts';
import type { Told } from './told.ts';

const MOST_TRIALS = 30;

const told = (action: Told['action'], { id, name }: { id: number; name: string }, changes: object): Told => ({
  entity_type: 'project',
  action,
  entity_id: id,
  entity_name: name,
  project_id: id,
  extra_data: { changes },
});

/** A seeded project begins. */
export const beginProject = (project: Place): readonly Told[] => [
  told(
    'created',
    project,
    appeared({
      name: project.name,
      description: '',
      color: project.color,
      hourly_rate_cents: project.hourly_rate_cents,
    }),
  ),
];

/** A seeded project is finished. */
export const endProject = (project: Place, at: number): readonly Told[] => [
  told('archived', project, changed('archived_at', null, new Date(at).toISOString())),
];

const fields = ({ name, archived_at }: Trial) => ({
  name,
  description: '',
  color: 'blue',
  archived_at,
});

function create({ world }: Scene): readonly Told[] {
  const trial = world.newTrial();
  world.trials.push(trial);
  if (world.trials.length > MOST_TRIALS) world.trials.shift();
  return [told('created', trial, appeared(fields(trial)))];
}

function archive(scene: Scene): readonly Told[] {
  const trial = scene.world.trials.find(({ archived_at }) => archived_at === null);
  if (!trial) return create(scene);
  trial.archived_at = new Date(scene.at).toISOString();
  return [told('archived', trial, changed('archived_at', null, trial.archived_at))];
}

function unarchive(scene: Scene): readonly Told[] {
  const trial = scene.world.trials.find(({ archived_at }) => archived_at !== null);
  if (!trial) return archive(scene);
  const before = trial.archived_at;
  trial.archived_at = null;
  return [told('unarchived', trial, changed('archived_at', before, null))];
}

function remove(scene: Scene): readonly Told[] {
  const trial = scene.world.trials.shift();
  return trial ? [told('deleted', trial, vanished(fields(trial)))] : create(scene);
}

function update(scene: Scene): readonly Told[] {
  const { project, random } = scene;
  if (random.chance(0.6)) return [changeMembers(scene)];
  if (random.chance(0.5)) {
    const before = project.hourly_rate_cents;
    project.hourly_rate_cents += 500;
    return [told('updated', project, changed('hourly_rate_cents', before, project.hourly_rate_cents))];
  }
  const before = project.color;
  project.color = random.pick(projectColors.filter((color) => color !== before));
  return [told('updated', project, changed('color', before, project.color))];
}

/** Of guests: who of the others works where is as the tables say, from the beginning on. */
function changeMembers({ project, world, random }: Scene): Told {
  const guest = world.guest();
  const added = random.chance(0.6);
  const ofMember = added ? appeared : vanished;
  const changes = ofMember({ members: guest.id }, { members: guest.display_name });
  const extra = { [added ? 'member_added' : 'member_removed']: guest.display_name };
  const activity = told('updated', project, changes);
  return { ...activity, extra_data: { ...extra, changes } };
}

export const projectDeeds: DeedsOf<'project'> = {
  created: { share: 0.8, tell: create },
  updated: { share: 12, tell: update },
  archived: { share: 0.6, tell: archive },
  unarchived: { share: 0.4, tell: unarchive },
  deleted: { share: 0.5, tell: remove },
};
