import type { Deeds } from '../../plan/step.ts';
import { agency } from '../../story/agency.ts';
import { emailOf, people } from '../../story/people.ts';
import type { Doing } from '../doing.ts';

type PeopleDeeds = 'set_up_workspace' | 'create_person' | 'rename_person';

export const peopleDeeds: { [Kind in PeopleDeeds]: Doing<Deeds[Kind]> } = {
  set_up_workspace: ({ api, calendar }) => api.workspace.update({ ...agency, time_zone: calendar.time_zone }),
  create_person: async ({ api, ids, password }, { person }) => {
    const account = { ...people[person], email: emailOf(person), password };
    ids.set('person', person, await api.user.create(account));
  },
  rename_person: ({ api, ids }, { person, display_name }) =>
    api.user.update({ id: ids.of('person', person), display_name }),
};
