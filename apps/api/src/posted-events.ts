import { type EntityManager, forgottenAccounts, ProjectMember, User } from '@timetracker/db';
import {
  type ActivityEvent,
  AppError,
  describeActivity,
  invalid,
  newEventId,
  type Posted,
  type PostedEvent,
  usernameKey,
} from '@timetracker/shared';
import { isAdmin, type Principal } from './principal.ts';

/** Where in the request an event stands, for errors that name it. */
type Locate = (index: number, field: string) => string;

/** Where a request came from. */
export type Device = Pick<Posted, 'ip_address' | 'user_agent'>;

/**
 * Completes posted events: whom each is attributed to and who really posted it, an event_id and a sentence where none were given.
 * @param unit a unit of work, for what has to be looked up
 * @throws {AppError} invalid naming an unknown user; forbidden for somebody else's name or project
 */
export async function completeEvents(
  unit: () => EntityManager,
  posted: readonly PostedEvent[],
  principal: Principal,
  locate: Locate,
  from: Device,
): Promise<ActivityEvent[]> {
  const users = await namedUsers(unit, posted);
  await checkProjects(unit, posted, principal);
  const received_at = new Date().toISOString();
  return posted.map((event, index) => ({
    event_id: event.event_id ?? newEventId(),
    user_id: attribute(event, principal, users, (field) => locate(index, field)),
    action: event.action,
    entity_type: event.entity_type,
    entity_id: event.entity_id,
    entity_name: event.entity_name ?? null,
    description: event.description ?? describe(event),
    extra_data: event.extra_data ?? {},
    project_id: event.project_id ?? null,
    ip_address: event.ip_address ?? null,
    user_agent: event.user_agent ?? null,
    source: 'api',
    occurred_at: event.created_at ?? null,
    received_at,
    posted: { user_id: principal.id, service: principal.service, ...from, received_at },
  }));
}

const describe = (event: PostedEvent) =>
  describeActivity({ ...event, entity_name: event.entity_name ?? null, extra_data: event.extra_data ?? {} });

interface KnownUsers {
  ids: ReadonlySet<number>;
  byName: ReadonlyMap<string, number>;
}

async function namedUsers(unit: () => EntityManager, posted: readonly PostedEvent[]): Promise<KnownUsers> {
  const ids = [...new Set(posted.flatMap((event) => event.user_id ?? []))];
  const names = [
    ...new Set(posted.flatMap((event) => (event.username === undefined ? [] : usernameKey(event.username)))),
  ];
  if (ids.length + names.length === 0) return { ids: new Set(), byName: new Map() };
  const em = unit();
  const users = await em.find(User, { $or: [{ id: { $in: ids } }, { username: { $in: names } }] });
  const byName = new Map(users.map((user) => [user.username, user.id]));
  // A service that has not heard yet that somebody is forgotten must not lose what they did.
  const forgotten = await forgottenAccounts(
    em,
    names.filter((name) => !byName.has(name)),
  );
  return { ids: new Set(users.map((user) => user.id)), byName: new Map([...byName, ...forgotten]) };
}

function attribute(
  event: PostedEvent,
  principal: Principal,
  users: KnownUsers,
  path: (field: string) => string,
) {
  const byName = event.username === undefined ? undefined : users.byName.get(usernameKey(event.username));
  const named = event.user_id ?? byName;
  const mayNameOthers = isAdmin(principal);
  if (event.user_id === undefined && event.username === undefined) {
    if (principal.service) throw invalid(path('user_id'), 'or username is required: this is a service key');
    return principal.id;
  }
  if (!mayNameOthers && named !== principal.id)
    throw new AppError(
      'forbidden',
      `${path(event.user_id === undefined ? 'username' : 'user_id')} may name only yourself`,
    );
  if (event.user_id !== undefined && !users.ids.has(event.user_id))
    throw invalid(path('user_id'), `names the unknown user ${event.user_id}`);
  if (event.username !== undefined && byName === undefined)
    throw invalid(path('username'), `names the unknown user "${event.username}"`);
  if (named === undefined || (byName !== undefined && byName !== named))
    throw invalid(path('username'), 'names another user than user_id');
  return named;
}

/** Whoever is no member of a project must not write into its feed. */
async function checkProjects(
  unit: () => EntityManager,
  posted: readonly PostedEvent[],
  principal: Principal,
): Promise<void> {
  if (isAdmin(principal)) return;
  const ids = [...new Set(posted.flatMap((event) => event.project_id ?? []))];
  if (ids.length === 0) return;
  const member = await unit().find(ProjectMember, { user_id: principal.id, project_id: { $in: ids } });
  const known = new Set(member.map((row) => row.project_id));
  const foreign = ids.find((project_id) => !known.has(project_id));
  if (foreign !== undefined) throw new AppError('forbidden', `You have no access to project ${foreign}`);
}
