import { isAdmin, type Principal } from '@timetracker/accounts';
import type { EntityManager } from '@timetracker/db';
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
import type { KnownPeople, NamedPeople } from './known-people.ts';

/** Where in the request an event stands, for errors that name it. */
type Locate = (index: number, field: string) => string;

/** Where a request came from. */
export type Device = Pick<Posted, 'ip_address' | 'user_agent'>;

/**
 * Completes posted events: whom each is attributed to and who really posted it, an event_id and a sentence where none were given.
 * @param unit a unit of work, for what is not known
 * @throws {AppError} invalid naming an unknown user; forbidden for somebody else's name or project
 */
export async function completeEvents(
  known: KnownPeople,
  unit: () => EntityManager,
  posted: readonly PostedEvent[],
  principal: Principal,
  locate: Locate,
  from: Device,
): Promise<ActivityEvent[]> {
  const users = await namedPeople(known, unit, posted);
  await checkProjects(known, unit, posted, principal);
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

const namedPeople = (known: KnownPeople, unit: () => EntityManager, posted: readonly PostedEvent[]) =>
  known.named(
    unit,
    new Set(posted.flatMap(({ user_id }) => user_id ?? [])),
    new Set(posted.flatMap(({ username }) => username ?? [])),
  );

function attribute(
  event: PostedEvent,
  principal: Principal,
  users: NamedPeople,
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
  known: KnownPeople,
  unit: () => EntityManager,
  posted: readonly PostedEvent[],
  principal: Principal,
): Promise<void> {
  if (isAdmin(principal)) return;
  const projects = new Set(posted.flatMap(({ project_id }) => project_id ?? []));
  const foreign = await known.foreignProject(unit, principal.id, [...projects]);
  if (foreign !== undefined) throw new AppError('forbidden', `You have no access to project ${foreign}`);
}
