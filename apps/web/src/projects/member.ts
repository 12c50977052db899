import type { Role } from '@timetracker/shared';

/** Somebody who works on a project. */
export interface Member {
  user_id: number;
  username: string;
  display_name: string;
  told_apart_by?: string | undefined;
  role: Role;
}
