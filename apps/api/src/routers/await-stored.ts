import { COMPARING, conflictsAmong, readStored, storedAmong } from '@timetracker/activities';
import type { EntityManager } from '@timetracker/db';
import { type Activity, type ActivityEvent, AppError } from '@timetracker/shared';
import type { ReadRoom } from '../memory/read-room.ts';
import type { Services } from '../trpc/context.ts';

const MAX_WAIT_SECONDS = 30;

/** The seconds of `Prefer: wait=N` (RFC 7240, section 4.3), at most 30; null when not asked for. */
export function preferredWait(prefer: string | null): number | null {
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(?<seconds>\d{1,9})/i.exec(prefer ?? '')?.groups?.['seconds'];
  return seconds === undefined ? null : Math.min(Number(seconds), MAX_WAIT_SECONDS);
}

/** Who waits: what they read takes memory. */
interface Waiter {
  em: EntityManager;
  services: Pick<Services, 'stored'>;
  room: ReadRoom;
}

/**
 * Waits until all events are stored.
 * @returns the activities in the order of the events; null when `seconds` were not enough, or there is no room to read them
 * @throws {AppError} conflict when an event_id is stored with other content
 */
export async function awaitStored(
  { em, services, room }: Waiter,
  events: readonly ActivityEvent[],
  seconds: number,
): Promise<Activity[] | null> {
  const deadline = Date.now() + seconds * 1_000;
  const event_ids = events.map(({ event_id }) => event_id);
  let version = 0;
  let wake = () => {};
  const stop = services.stored.onStored(() => {
    version += 1;
    wake();
  });
  let waiting = events;
  try {
    for (;;) {
      const seen = version;
      const stored = await storedAmong(
        em,
        waiting.map(({ event_id }) => event_id),
      );
      const came = waiting.filter(({ event_id }) => stored.has(event_id));
      if (came.length > 0) await checkSame(em, room, came);
      waiting = waiting.filter(({ event_id }) => !stored.has(event_id));
      if (waiting.length === 0) {
        const activities = await room.read((allowance) => readStored(em, event_ids, allowance));
        return events.flatMap(({ event_id }) => activities.get(event_id) ?? []);
      }
      const left = deadline - Date.now();
      if (left <= 0) return null;
      if (version === seen)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  } catch (error) {
    // They are accepted, whether there is room to show them or not.
    if (error instanceof AppError && BUSY.has(error.kind)) return null;
    throw error;
  } finally {
    stop();
  }
}

const BUSY: ReadonlySet<string> = new Set(['tooManyRequests', 'tooLarge']);

async function checkSame(em: EntityManager, room: ReadRoom, events: readonly ActivityEvent[]): Promise<void> {
  const conflicting = await room.within(COMPARING, () => conflictsAmong(em, events));
  if (conflicting.length > 0)
    throw new AppError('conflict', `event_id ${conflicting.join(', ')} is stored already with other content`);
}
