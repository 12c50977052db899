import type { Worker } from './cast/worker.ts';
import type { Told } from './deeds/told.ts';

/** Something that comes at its time, such as the end of a timer. */
export interface Due {
  /** Epoch milliseconds. */
  at: number;
  /** Null: the system does it. */
  by: Worker | null;
  /** @returns nothing when it has become needless */
  tell: (at: number) => readonly Told[];
}

/** What is going to happen, by time. */
export class Agenda {
  /** The next one last. */
  readonly #waiting: Due[] = [];

  add(due: Due): void {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#waiting[middle]?.at ?? 0) > due.at) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, due);
  }

  /** Takes what has come first of what is due at an instant; undefined: nothing is. */
  next(instant: number): Due | undefined {
    const last = this.#waiting.at(-1);
    return last && last.at <= instant ? this.#waiting.pop() : undefined;
  }
}
