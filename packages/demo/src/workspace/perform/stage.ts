import type { Calendar } from '../calendar.ts';
import type { Procedures } from '../procedures.ts';
import type { Ids } from './ids.ts';

/** What a deed is done with. */
export interface Stage {
  /** The procedures, called by whoever does the deed. */
  api: Procedures;
  ids: Ids;
  calendar: Calendar;
  /** Of all demo people. */
  password: string;
}
