import { compareStored, type EntityManager } from '@timetracker/db';
import { type Activity, type ActivityEvent, AppError } from '@timetracker/shared';
import type { StoredSignal } from './live/stored-signal.ts';

const MAX_WAIT_SECONDS = 30;

/** The seconds of `Prefer: wait=N` (RFC 7240, section 4.3), at most 30; null when not asked for. */
export function preferredWait(prefer: string | null): number | null {
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(?<seconds>\d{1,9})/i.exec(prefer ?? '')?.groups?.['seconds'];
  return seconds === undefined ? null : Math.min(Number(seconds), MAX_WAIT_SECONDS);
}

/**
 * Waits until all events are stored.
 * @returns the activities in the order of the events; null when `seconds` were not enough
 * @throws {AppError} conflict when an event_id is stored with other content
 */
export async function awaitStored(
  em: EntityManager,
  signal: StoredSignal,
  events: readonly ActivityEvent[],
  seconds: number,
): Promise<Activity[] | null> {
  const deadline = Date.now() + seconds * 1_000;
  let version = 0;
  let wake = () => {};
  const stop = signal.onStored(() => {
    version += 1;
    wake();
  });
  try {
    for (;;) {
      const seen = version;
      const { stored, conflicting } = await compareStored(em, events);
      if (conflicting.length > 0)
        throw new AppError(
          'conflict',
          `event_id ${conflicting.join(', ')} is stored already with other content`,
        );
      if (events.every((event) => stored.has(event.event_id)))
        return events.flatMap((event) => stored.get(event.event_id) ?? []);
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
  } finally {
    stop();
  }
}
