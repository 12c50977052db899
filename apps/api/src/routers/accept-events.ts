import type { Principal } from '@timetracker/accounts';
import type { EntityManager } from '@timetracker/db';
import { type ActivityEvent, AppError, type PostActivitiesInput } from '@timetracker/shared';
import { completeEvents, type Device } from '../ingest/posted-events.ts';
import type { Services } from '../trpc/context.ts';

/** Who posts events, and how. */
export interface Posting {
  services: Pick<Services, 'auth' | 'intake' | 'known'>;
  principal: Principal;
  /** A unit of work, for what is not known. */
  em: () => EntityManager;
  device: Device;
}

/** Whatever runs in somebody's browser, or asks them to click, must not write into the trail in their name. */
const checkKey = (principal: Principal) => {
  if (principal.via !== 'key')
    throw new AppError('forbidden', 'Activities are posted with an API key: being signed in is not enough');
};

/**
 * Takes posted events, one or many, completed, so that nothing of them is lost.
 * @returns what will be stored, in the order in which it was posted
 * @throws {AppError} forbidden; invalid; unavailable; tooManyRequests
 */
export async function acceptEvents(
  { services, principal, em, device }: Posting,
  input: PostActivitiesInput,
): Promise<ActivityEvent[]> {
  checkKey(principal);
  const many = 'activities' in input;
  const events = await completeEvents(
    services.known,
    em,
    many ? input.activities : [input],
    principal,
    (index, field) => (many ? `activities.${index}.${field}` : field),
    device,
  );
  if (!(await services.auth.stillHolds(principal)))
    throw new AppError('unauthorized', 'The API key has been revoked or changed meanwhile');
  await services.intake.accept(events);
  return events;
}

/** What is said to whoever does not wait until they are stored. */
export const acceptedAnswer = (events: readonly ActivityEvent[]) => ({
  accepted: events.length,
  event_ids: events.map(({ event_id }) => event_id),
});
