import { AsyncLocalStorage } from 'node:async_hooks';

/** Who causes the changes of a unit of work, and from where. `user_id` null: the system itself. */
export interface Actor {
  user_id: number | null;
  ip_address: string | null;
  user_agent: string | null;
}

/** The command line and the first start. */
export const systemActor: Actor = { user_id: null, ip_address: null, user_agent: null };

const actors = new AsyncLocalStorage<Actor>();
const clocks = new AsyncLocalStorage<() => Date>();

/** Runs `work`; every tracked change flushed in it is attributed to `actor`. */
export const actingAs = <Result>(actor: Actor, work: () => Result): Result => actors.run(actor, work);

/** Runs `work` as if it were another time: what it changes is dated by `clock`. */
export const atTimeOf = <Result>(clock: () => Date, work: () => Result): Result => clocks.run(clock, work);

/** Now, for everything that is dated: changes, timers, invoices. */
export const currentTime = (): Date => clocks.getStore()?.() ?? new Date();

/**
 * The actor of the current unit of work.
 * @throws when there is none: a change without an author must never reach the trail
 */
export function currentActor(): Actor {
  const actor = actors.getStore();
  if (!actor)
    throw new Error('A tracked entity was changed outside of actingAs(): nobody to attribute it to');
  return actor;
}
