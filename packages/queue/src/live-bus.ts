import { createPostgresRelayBackend, Relay } from 'bullmq';
import { type Backend, postgresConnection, redisConnection } from './backend.ts';
import { createFailureLog, type Log, logErrors } from './log.ts';
import { reconnecting } from './reconnecting.ts';
import { withTimeout } from './with-timeout.ts';

/**
 * Tells every process that activities were stored, and that rights have changed. A lost message is harmless: readers
 * also look slowly.
 */
export interface LiveBus {
  /** Says that activities up to an id are stored. Never throws, never waits. */
  publishStored: (lastId: number) => void;
  /**
   * Calls the listener after batches were stored, with the highest id. Resolves when it listens, or after two seconds
   * when the server is away: it begins to listen as soon as it can then.
   * @returns ends it
   */
  onStored: (listener: (lastId: number) => void) => Promise<() => void>;
  /** Says that a role, an account, a key or a session has changed. Never throws, never waits. */
  publishRightsChanged: () => void;
  /** Calls the listener after rights have changed in any process; resolves like `onStored`. @returns ends it */
  onRightsChanged: (listener: () => void) => Promise<() => void>;
  close: () => Promise<void>;
}

const RETRY_MS = 1_000;
const PATIENCE_MS = 2_000;

/** The live bus over BullMQ's Relay, which is experimental: no other file knows it. */
export function createLiveBus(backend: Backend, { log }: { log: Log }): LiveBus {
  const report = createFailureLog(log, 'live bus: trouble');
  const relay = reconnecting(() => openRelay(backend, report));
  const stored = createTopic('activities.stored', relay.get, report);
  const rights = createTopic('rights.changed', relay.get, report);
  return {
    publishStored: stored.publish,
    onStored: stored.listen,
    publishRightsChanged: () => rights.publish(Date.now()),
    onRightsChanged: (listener) => rights.listen(() => listener()),
    close: async () => {
      stored.stop();
      rights.stop();
      await relay.close();
    },
  };
}

type Report = (error: unknown) => void;

/** A topic of numbers of which only the newest matters. */
function createTopic(topic: string, relay: () => Promise<Relay>, report: Report) {
  const listeners = new Set<(value: number) => void>();
  const subscription = keepSubscribed(topic, relay, report, (value) => {
    for (const listener of listeners) listener(value);
  });

  // While a message is on its way newer ones wait.
  let newest: number | undefined;
  let publishing = false;
  const publish = async () => {
    publishing = true;
    while (newest !== undefined) {
      const value = newest;
      newest = undefined;
      try {
        await (await relay()).publish(topic, value);
      } catch (error) {
        report(error);
      }
    }
    publishing = false;
  };

  return {
    publish: (value: number) => {
      newest = value;
      if (!publishing) void publish();
    },
    listen: async (listener: (value: number) => void) => {
      listeners.add(listener);
      await withTimeout(PATIENCE_MS, subscription.begin(), 'the live bus').catch(report);
      return () => {
        listeners.delete(listener);
      };
    },
    stop: () => {
      subscription.stop();
      listeners.clear();
    },
  };
}

/** One subscription for the process, tried until it stands; the Relay restores it after lost connections. */
function keepSubscribed(
  topic: string,
  relay: () => Promise<Relay>,
  report: Report,
  receive: (value: number) => void,
) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let firstTry: Promise<void> | undefined;

  const subscribe = async () => {
    try {
      await (await relay()).subscribe(topic, ({ data }) => {
        if (typeof data === 'number') receive(data);
      });
    } catch (error) {
      if (stopped) return;
      report(error);
      timer = setTimeout(() => void subscribe(), RETRY_MS).unref();
    }
  };
  return {
    begin: () => (firstTry ??= subscribe()),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function openRelay(backend: Backend, report: Report): Relay {
  const relay =
    backend.kind === 'postgres'
      ? (new Relay({
          namespace: 'timetracker',
          connection: postgresConnection(backend.url, 'patient'),
          backend: createPostgresRelayBackend,
        }) as unknown as Relay)
      : new Relay({ namespace: 'timetracker', connection: redisConnection(backend.url, 'patient') });
  logErrors(relay, report);
  return relay;
}
