import { AsyncLocalStorage } from 'node:async_hooks';

/** Who causes the changes of a unit of work, and from where. `user_id` null: the system itself. */
export interface Actor {
  user_id: number | null;
  ip_address: string | null;
  user_agent: string | null;
}

/** The command line and the first start. */
export const systemActor: Actor = { user_id: null, ip_address: null, user_agent: null };

const storage = new AsyncLocalStorage<Actor>();

/** Runs `work`; every tracked change flushed in it is attributed to `actor`. */
export const actingAs = <Result>(actor: Actor, work: () => Result): Result => storage.run(actor, work);

/**
 * The actor of the current unit of work.
 * @throws when there is none: a change without an author must never reach the trail
 */
export function currentActor(): Actor {
  const actor = storage.getStore();
  if (!actor)
    throw new Error('A tracked entity was changed outside of actingAs(): nobody to attribute it to');
  return actor;
}
