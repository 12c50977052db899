import { recognizerOf, redactPayload } from '@timetracker/activities';
import type { PlacesToRead } from '../subject-access/person-data.ts';
import { filesNaming, removeFilesNaming } from './redact-files.ts';
import type { RunOptions } from './run-anonymization.ts';
import { selectPersonalData } from './select-personal-data.ts';

export interface OutsideParts {
  dataDir: string;
  /** Rewrites what jobs in the queues carry; returns how many it changed, or would when `dry`. */
  redactJobs: (redact: (data: unknown) => unknown, dry: boolean) => Promise<number>;
}

/**
 * Takes a person out of what is no table: jobs in the queues, and files in DATA_DIR.
 * @param dry changes nothing, and counts
 */
export const externalStores =
  ({ dataDir, redactJobs }: OutsideParts, dry = false): RunOptions['elsewhere'] =>
  async ({ names, ...sought }) => {
    const person = { ...sought, names: recognizerOf(names) };
    return {
      jobs: await redactJobs((data) => redactData(data, person), dry),
      ...(await removeFilesNaming(dataDir, names, dry)),
    };
  };

/** Reads what {@link externalStores} would take away. */
export const readableExternalStores =
  ({ dataDir, findJobs }: PartsToRead): PlacesToRead =>
  async (sought) => ({
    jobs: await findJobs(selectPersonalData(sought)),
    ...(await filesNaming(dataDir, sought.names)),
  });

export interface PartsToRead {
  dataDir: string;
  /** Jobs of whose data the function leaves something. */
  findJobs: (of: (data: unknown) => unknown) => Promise<Record<string, unknown>[]>;
}

/** Jobs carry events in a list. */
function redactData(data: unknown, person: Parameters<typeof redactPayload>[1]): unknown {
  if (typeof data === 'object' && data !== null && 'events' in data && Array.isArray(data.events))
    return { ...data, events: data.events.map((event: unknown) => redactPayload(event, person)) };
  return redactPayload(data, person);
}
