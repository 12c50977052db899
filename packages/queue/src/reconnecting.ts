import { withTimeout } from './with-timeout.ts';

/** Something with a connection of its own. */
export interface Connected {
  waitUntilReady: () => Promise<unknown>;
  close: () => Promise<unknown>;
}

export interface Reconnecting<Thing> {
  /** The thing once it is connected. @throws what its connecting failed with; the next call tries anew */
  get: () => Promise<Thing>;
  close: () => Promise<void>;
}

/**
 * BullMQ's objects connect again by themselves, except when their very first connecting fails: then they stay broken.
 * This makes a new one instead, so that a process may start before its servers do.
 */
export function reconnecting<Thing extends Connected>(open: () => Thing): Reconnecting<Thing> {
  let current: { thing: Thing; ready: Promise<Thing> } | undefined;
  let closed = false;

  const attempt = () => {
    const thing = open();
    const opened = { thing, ready: thing.waitUntilReady().then(() => thing) };
    opened.ready.catch(() => {
      if (current === opened) current = undefined;
      return discard(thing);
    });
    return opened;
  };

  return {
    get: async () => {
      if (closed) throw new Error('closed');
      return await (current ??= attempt()).ready;
    },
    close: async () => {
      closed = true;
      const last = current;
      current = undefined;
      if (last) await discard(last.thing);
    },
  };
}

const CLOSE_MS = 3_000;

/**
 * Closing what may never have been connected can fail, and closing what has just lost its server may not end: there is
 * nothing left to save then, and a process that is asked to stop has other things to finish.
 */
const discard = (thing: Connected): Promise<void> =>
  withTimeout(CLOSE_MS, thing.close(), 'the server of what is being closed').then(
    () => undefined,
    () => undefined,
  );
