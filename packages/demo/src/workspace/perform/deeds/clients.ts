import type { Deeds } from '../../plan/step.ts';
import { clients } from '../../story/clients.ts';
import type { Doing } from '../doing.ts';

type ClientDeeds = 'create_client' | 'create_duplicate_client' | 'note_on_client' | 'delete_client';

export const clientDeeds: { [Kind in ClientDeeds]: Doing<Deeds[Kind]> } = {
  create_client: async ({ api, ids }, { client }) =>
    ids.set('client', client, await api.clients.create(clients[client])),
  create_duplicate_client: async ({ api, ids }, { client, name }) =>
    ids.set('client', client, await api.clients.create({ name })),
  note_on_client: ({ api, ids }, { client, notes }) =>
    api.clients.update({ id: ids.of('client', client), notes }),
  delete_client: ({ api, ids }, { client }) => api.clients.delete({ id: ids.of('client', client) }),
};
