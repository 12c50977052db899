import { readCsv } from './read-csv.ts';
import { readNdjson } from './read-ndjson.ts';
import { readTimetrackerJson } from './read-timetracker-json.ts';
import type { BeginReading } from './source-row.ts';

export interface Format {
  read: BeginReading;
  /** What rows are numbered by. */
  unit: 'line' | 'activity';
}

/** What can be imported; a line more is a format more. */
export const formats = {
  'timetracker-json': { read: readTimetrackerJson, unit: 'activity' },
  csv: { read: readCsv, unit: 'line' },
  ndjson: { read: readNdjson, unit: 'line' },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as FormatName[];
