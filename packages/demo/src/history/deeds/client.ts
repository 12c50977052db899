import type { Client } from '../cast/worker.ts';
import { notes } from '../words/work-words.ts';
import type { DeedsOf, Scene } from './deed.ts';
import { appeared, changed, vanished } from './field-changes.ts';
import type { Told } from './told.ts';

const MOST_PROSPECTS = 50;

const told = (action: Told['action'], { id, name }: Client, changes: object): Told => ({
  entity_type: 'client',
  action,
  entity_id: id,
  entity_name: name,
  project_id: null,
  extra_data: { changes },
});

const fields = ({ name, contact_name, phone, notes }: Client) => ({
  name,
  contact_name,
  email: '',
  phone,
  street: '',
  postal_code: '',
  city: '',
  country: '',
  tax_id: '',
  currency: 'EUR',
  notes,
});

function create({ world }: Scene): readonly Told[] {
  const client = world.newClient();
  world.prospects.push(client);
  if (world.prospects.length > MOST_PROSPECTS) world.prospects.shift();
  return [told('created', client, appeared(fields(client)))];
}

function update({ project, world, random }: Scene): readonly Told[] {
  const { client } = project;
  if (random.chance(0.5)) {
    const before = client.notes;
    client.notes = random.pick(notes.filter((note) => note !== before));
    return [told('updated', client, changed('notes', before, client.notes))];
  }
  const before = client.phone;
  while (client.phone === before) client.phone = world.phoneNumber();
  return [told('updated', client, changed('phone', before, client.phone))];
}

/** Only those that never became clients: the others have projects. */
function remove(scene: Scene): readonly Told[] {
  const client = scene.world.prospects.pop();
  return client ? [told('deleted', client, vanished(fields(client)))] : create(scene);
}

export const clientDeeds: DeedsOf<'client'> = {
  created: { share: 1.5, tell: create },
  updated: { share: 7, tell: update },
  deleted: { share: 0.6, tell: remove },
};
