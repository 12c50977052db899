import { actingAs, type EntityManager, LockMode, Project, ProjectMember, systemActor } from '@timetracker/db';
import { invalid, isolated, projectMemberInput } from '@timetracker/shared';
import { findUser } from '../find-user.ts';
import { parseOptions } from '../parse-options.ts';
import type { Outcome } from '../print.ts';
import { withDatabase } from '../with-database.ts';

const projectOption = projectMemberInput.pick({ project_id: true });

/** The options of `activity project add-member`. */
export interface ProjectAddMemberOptions {
  project: string;
  user: string;
}

/**
 * Gives a user access to a project; changes nothing for somebody who has it.
 * @throws {AppError} invalid when project or user is not known
 */
export function projectAddMember(options: ProjectAddMemberOptions): Promise<Outcome> {
  const { project_id } = parseOptions(projectOption, { project_id: Number(options.project) });
  const add = async (em: EntityManager): Promise<Outcome> => {
    // Locked, so that two who add the same person at once do so one after the other.
    const project = await em.findOne(Project, { id: project_id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!project) throw invalid('project', `names the unknown project ${project_id}`);
    const user = await findUser(em, options.user);
    const membership = { project_id, user_id: user.id };
    const isMember = (await em.findOne(ProjectMember, membership)) !== null;
    if (!isMember) em.create(ProjectMember, membership);
    await em.flush();
    const already = isMember ? ' already' : '';
    const [who, where] = [isolated(user.username), isolated(project.name)];
    return { json: membership, text: `${who} is a member of project "${where}"${already}` };
  };
  return withDatabase((database) => actingAs(systemActor, () => database.em.fork().transactional(add)));
}
