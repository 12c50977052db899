import { useSyncExternalStore } from 'react';

interface Clock {
  now: () => number;
  subscribe: (listener: () => void) => () => void;
}

/** One timer for all who want the time at one pace; it rests while nobody looks. */
function createClock(everyMs: number): Clock {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    now: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      if (timer === undefined) {
        now = Date.now();
        timer = setInterval(tick, everyMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

const clocks = new Map<number, Clock>();

function clockAt(everyMs: number): Clock {
  const clock = clocks.get(everyMs) ?? createClock(everyMs);
  clocks.set(everyMs, clock);
  return clock;
}

/** The time in epoch milliseconds, renewed at the given pace. */
export function useNow(everyMs: number): number {
  const clock = clockAt(everyMs);
  return useSyncExternalStore(clock.subscribe, clock.now);
}
