import type { Env } from '@timetracker/shared/env';

/**
 * Whether an empty database is to get a demo workspace: as DEMO says; without it, the embedded one does, and one that
 * somebody brings does not.
 */
export const wantsDemo = ({ DEMO, DATABASE_URL }: Pick<Env, 'DEMO' | 'DATABASE_URL'>): boolean =>
  DEMO ?? DATABASE_URL === undefined;
