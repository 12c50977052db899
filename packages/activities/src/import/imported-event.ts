import type { ActivityEvent } from '@timetracker/shared';

/** Whom an imported activity is attributed to. */
export interface ImportedPerson {
  /** Lower case. */
  username: string;
  /** What others see if an account has to be made. */
  display_name: string;
}

/** An event from a file, complete but for the account of its person. `person` null: the system itself. */
export interface ImportedEvent extends Omit<ActivityEvent, 'user_id'> {
  person: ImportedPerson | null;
  /** Why it may not be stored. If it is stored already, it is a duplicate all the same. */
  refusal?: string;
  /** What its source does not say: there it contradicts nothing. */
  unstated?: readonly ('ip_address' | 'user_agent')[];
}
