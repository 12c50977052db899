import { z } from 'zod';
import { id, reportedType } from './fields.ts';

const MANY = 200;

/** What an activity is about, if people work on it. */
const entityRef = z.strictObject({ entity_type: reportedType, entity_id: id });
export type EntityRef = z.output<typeof entityRef>;

export const entityPresenceInput = z.strictObject({
  entities: z.array(entityRef).min(1, 'must not be empty').max(MANY, `must have at most ${MANY} entities`),
});

/** Of the entities asked for: those that the caller may open, and those whose deletion they may see. */
export const entityPresence = z.object({ existing: z.array(entityRef), deleted: z.array(entityRef) });
export type EntityPresence = z.output<typeof entityPresence>;
