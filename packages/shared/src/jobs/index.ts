import { storeActivities } from './store-activities.ts';

export type { JobDeclaration } from './job-declaration.ts';
export { storeActivities };

/** Every job there is. The worker refuses to start unless each has exactly one handler. */
export const jobs = [storeActivities] as const;
