import type { Deeds } from '../../plan/step.ts';
import { projects } from '../../story/projects.ts';
import type { Doing } from '../doing.ts';

type ProjectDeeds =
  | 'create_project'
  | 'create_trial_project'
  | 'describe_project'
  | 'change_rate'
  | 'archive_project'
  | 'unarchive_project'
  | 'delete_project'
  | 'add_member'
  | 'remove_member';

export const projectDeeds: { [Kind in ProjectDeeds]: Doing<Deeds[Kind]> } = {
  create_project: async ({ api, ids }, { project }) => {
    const { name, description, color, hourly_rate_cents, client } = projects[project];
    const client_id = client && ids.of('client', client);
    const input = { name, description, color, hourly_rate_cents, client_id };
    ids.set('project', project, await api.project.create(input));
  },
  create_trial_project: async ({ api, ids }, { project, name }) =>
    ids.set('project', project, await api.project.create({ name })),
  describe_project: ({ api, ids }, { project, description }) =>
    api.project.update({ id: ids.of('project', project), description }),
  change_rate: ({ api, ids }, { project, hourly_rate_cents }) =>
    api.project.update({ id: ids.of('project', project), hourly_rate_cents }),
  archive_project: ({ api, ids }, { project }) => api.project.archive({ id: ids.of('project', project) }),
  unarchive_project: ({ api, ids }, { project }) => api.project.unarchive({ id: ids.of('project', project) }),
  delete_project: ({ api, ids }, { project }) => api.project.delete({ id: ids.of('project', project) }),
  add_member: ({ api, ids }, { project, person }) =>
    api.project.addMember({ project_id: ids.of('project', project), user_id: ids.of('person', person) }),
  remove_member: ({ api, ids }, { project, person }) =>
    api.project.removeMember({ project_id: ids.of('project', project), user_id: ids.of('person', person) }),
};
