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
}
