import { AppError } from '@timetracker/shared';

const RETRY_SECONDS = 1;

/** What one request holds of a budget. */
export interface Hold {
  /** Holds more. @throws {AppError} tooManyRequests when there is not as much; what was held stays held */
  grow: (bytes: number) => void;
  /** Gives back everything; a second time gives back nothing. */
  release: () => void;
}

/**
 * Memory that requests share, in bytes: never more than `total` at once, and of one owner never more than `each`, so
 * that nobody can take what is there for all.
 */
export class MemoryBudget {
  readonly #limits: { total: number; each: number };
  readonly #byOwner = new Map<string, number>();
  #held = 0;

  constructor(limits: { total: number; each: number }) {
    this.#limits = limits;
  }

  /** What is held at the moment. */
  get held(): number {
    return this.#held;
  }

  /** Begins to hold for an owner; nothing yet. */
  open(owner: string): Hold {
    let mine = 0;
    return {
      grow: (bytes) => {
        const of = this.#byOwner.get(owner) ?? 0;
        if (of + bytes > this.#limits.each)
          throw full('You send too much at once; wait for answers, then send it again');
        if (this.#held + bytes > this.#limits.total)
          throw full('Too much is being received at once; send it again');
        mine += bytes;
        this.#held += bytes;
        this.#byOwner.set(owner, of + bytes);
      },
      release: () => {
        const left = (this.#byOwner.get(owner) ?? 0) - mine;
        this.#held -= mine;
        mine = 0;
        if (left > 0) this.#byOwner.set(owner, left);
        else this.#byOwner.delete(owner);
      },
    };
  }
}

const full = (message: string) => new AppError('tooManyRequests', message, { retryAfter: RETRY_SECONDS });
