import { setTimeout as pause } from 'node:timers/promises';
import { type AwaitedVersion, laterInOutbox, noteAwaited } from '@timetracker/activities';
import type { EntityManager } from '@timetracker/db';
import { type Backend, type Log, laterInQueue } from '@timetracker/queue';

export interface NewerEventsWatchParts {
  em: EntityManager;
  backend: Backend;
  /** The highest version of events that this worker knows. */
  known: number;
  log: Log;
}

const EVERY_MS = 2_000;

/**
 * Looks again and again for events that wait for a newer worker, in outbox and queue, keeps in the database how many there are, and
 * warns once of each version. While a server is away, what was seen last counts.
 */
export function watchNewerEvents({ em, backend, known, log }: NewerEventsWatchParts) {
  const closing = new AbortController();
  const warned = new Set<number>();
  let awaited: AwaitedVersion[] = [];

  const look = async () => {
    const inQueue = (await laterInQueue(backend)).filter(({ version }) => version > known);
    awaited = together([...(await laterInOutbox(em.fork(), known)), ...inQueue]);
    await noteAwaited(em, awaited);
    for (const { version, events } of awaited) {
      if (warned.has(version)) continue;
      warned.add(version);
      log.warn(
        { version, known, events },
        'events of a version that this worker does not know wait for a newer worker',
      );
    }
  };
  const watch = async () => {
    while (!closing.signal.aborted) {
      await look().catch(() => undefined);
      await pause(EVERY_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const watching = watch();

  return {
    /** How many events wait for a newer worker. */
    count: (): number => awaited.reduce((sum, { events }) => sum + events, 0),
    /** One line for each version that is waited for. */
    warnings: (): string[] =>
      awaited.map(
        ({ version, events }) =>
          `${events} events of version ${version} wait for a newer worker: this one knows versions up to ${known}`,
      ),
    close: async () => {
      closing.abort();
      await watching;
    },
  };
}

function together(parts: readonly AwaitedVersion[]): AwaitedVersion[] {
  const byVersion = new Map<number, number>();
  for (const { version, events } of parts) byVersion.set(version, (byVersion.get(version) ?? 0) + events);
  return [...byVersion].map(([version, events]) => ({ version, events }));
}
