import { createPostgresRelayBackend, Relay } from 'bullmq';
import { type Backend, postgresConnection, redisConnection } from './backend.ts';
import { createFailureLog, type Log, logErrors } from './log.ts';
import { reopening } from './reopening.ts';
import { within } from './within.ts';

/** Tells every process that activities were stored. A lost message is harmless: readers also look slowly. */
export interface LiveBus {
  /** Says that activities up to an id are stored. Never throws, never waits. */
  publishStored: (lastId: number) => void;
  /**
   * Calls the listener after batches were stored, with the highest id. Resolves when it listens, or after two seconds
   * when the server is away: it begins to listen as soon as it can then.
   * @returns ends it
   */
  onStored: (listener: (lastId: number) => void) => Promise<() => void>;
  close: () => Promise<void>;
}

const TOPIC = 'activities.stored';
const RETRY_MS = 1_000;
const PATIENCE_MS = 2_000;

/** The live bus over BullMQ's Relay, which is experimental: no other file knows it. */
export function createLiveBus(backend: Backend, { log }: { log: Log }): LiveBus {
  const report = createFailureLog(log, 'live bus: trouble');
  const relay = reopening(() => openRelay(backend, report));
  const listeners = new Set<(lastId: number) => void>();
  const subscription = keepSubscribed(relay.get, report, (lastId) => {
    for (const listener of listeners) listener(lastId);
  });

  // While a message is on its way newer ones wait, and only the newest matters.
  let newest: number | undefined;
  let publishing = false;
  const publish = async () => {
    publishing = true;
    while (newest !== undefined) {
      const lastId = newest;
      newest = undefined;
      try {
        await (await relay.get()).publish(TOPIC, lastId);
      } catch (error) {
        report(error);
      }
    }
    publishing = false;
  };

  return {
    publishStored: (lastId) => {
      newest = lastId;
      if (!publishing) void publish();
    },
    onStored: async (listener) => {
      listeners.add(listener);
      await within(PATIENCE_MS, subscription.begin(), 'the live bus').catch(report);
      return () => {
        listeners.delete(listener);
      };
    },
    close: async () => {
      subscription.stop();
      listeners.clear();
      await relay.close();
    },
  };
}

/** One subscription for the process, tried until it stands; the Relay restores it after lost connections. */
function keepSubscribed(
  relay: () => Promise<Relay>,
  report: (error: unknown) => void,
  receive: (lastId: number) => void,
) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let firstTry: Promise<void> | undefined;

  const subscribe = async () => {
    try {
      await (await relay()).subscribe(TOPIC, ({ data }) => {
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

function openRelay(backend: Backend, report: (error: unknown) => void): Relay {
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
