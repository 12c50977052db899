import type { Worker } from '../cast/worker.ts';
import type { Guest } from '../world.ts';
import type { DeedsOf, Scene } from './deed.ts';
import { appeared, changed, vanished } from './field-changes.ts';
import type { Told } from './told.ts';

const MOST_GUESTS = 50;
const DAY_MS = 86_400_000;
const INVITATION_DAYS = 7;

const told = (action: Told['action'], who: { id: number; display_name: string }, changes: object): Told => ({
  entity_type: 'user',
  action,
  entity_id: who.id,
  entity_name: who.display_name,
  project_id: null,
  extra_data: { changes },
});

const fields = ({ username, email, display_name, role, deactivated_at }: Guest) => ({
  username,
  email,
  display_name,
  role,
  deactivated_at,
});

/** A seeded person joins. */
export const join = (worker: Worker): readonly Told[] => {
  const { username, email, display_name } = worker;
  return [told('created', worker, appeared({ username, email, display_name, role: 'member' }))];
};

function create({ world }: Scene): readonly Told[] {
  const guest = world.newGuest();
  if (world.guests.length > MOST_GUESTS) world.guests.shift();
  return [told('created', guest, appeared(fields(guest)))];
}

function update(scene: Scene): readonly Told[] {
  const { world, random } = scene;
  const guest = world.guest();
  return [
    told('updated', guest, random.pick([changeRole, changeAccess, renewInvitation, accept])(guest, scene.at)),
  ];
}

type Edit = (guest: Guest, at: number) => ReturnType<typeof changed>;
const changeRole: Edit = (guest) => {
  const before = guest.role;
  guest.role = before === 'admin' ? 'member' : 'admin';
  return changed('role', before, guest.role);
};
const changeAccess: Edit = (guest, at) => {
  const before = guest.deactivated_at;
  guest.deactivated_at = before === null ? new Date(at).toISOString() : null;
  return changed('deactivated_at', before, guest.deactivated_at);
};
const expiry = (at: number) => new Date(at + INVITATION_DAYS * DAY_MS).toISOString();
const renewInvitation: Edit = (_, at) => changed('invitation', expiry(at - DAY_MS), expiry(at));
const accept: Edit = (_, at) => changed('invitation', expiry(at - DAY_MS), null);

function remove(scene: Scene): readonly Told[] {
  const guest = scene.world.guests.shift();
  return guest ? [told('deleted', guest, vanished(fields(guest)))] : create(scene);
}

export const userDeeds: DeedsOf<'user'> = {
  created: { share: 0.6, tell: create },
  updated: { share: 2, tell: update },
  deleted: { share: 0.4, tell: remove },
};
