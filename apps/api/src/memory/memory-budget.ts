import { AppError } from '@timetracker/shared';

const RETRY_SECONDS = 1;

/** What one request holds of a budget. */
export interface Hold {
  readonly held: number;
  /** Holds more. @throws {AppError} tooManyRequests when there is not as much; what was held stays held */
  grow: (bytes: number) => void;
  /**
   * Holds more as soon as there is as much.
   * @param ms how long that may take
   * @throws {AppError} tooManyRequests when it took longer; tooLarge for more than one owner may have
   */
  wait: (bytes: number, ms: number) => Promise<void>;
  /** Gives back so much of it. */
  shrink: (bytes: number) => void;
  /** Gives back everything; a second time gives back nothing. */
  release: () => void;
}

/** What is said to somebody who finds a budget taken. */
export interface BudgetMessages {
  /** By themselves. */
  each: string;
  /** By everybody. */
  total: string;
}

const receiving: BudgetMessages = {
  each: 'You send too much at once; wait for answers, then send it again',
  total: 'Too much is being received at once; send it again',
};

/**
 * Memory that requests share, in bytes: never more than `total` at once, and of one owner never more than `each`, so
 * that nobody can take what is there for all.
 */
export class MemoryBudget {
  readonly #limits: { total: number; each: number };
  readonly #messages: BudgetMessages;
  readonly #byOwner = new Map<string, number>();
  /** Those that wait, in the order in which they came: each tries again, and says whether it got what it wanted. */
  readonly #waiting = new Set<() => boolean>();
  #held = 0;

  constructor(limits: { total: number; each: number }, messages = receiving) {
    this.#limits = limits;
    this.#messages = messages;
  }

  /** What is held at the moment. */
  get held(): number {
    return this.#held;
  }

  /** Begins to hold for an owner; nothing yet. */
  open(owner: string): Hold {
    let mine = 0;
    const missing = (bytes: number): keyof BudgetMessages | undefined => {
      const of = this.#byOwner.get(owner) ?? 0;
      if (of + bytes > this.#limits.each) return 'each';
      if (this.#held + bytes > this.#limits.total) return 'total';
      mine += bytes;
      this.#held += bytes;
      this.#byOwner.set(owner, of + bytes);
      return undefined;
    };
    const grow = (bytes: number) => {
      const whose = missing(bytes);
      if (whose) throw full(this.#messages[whose]);
    };
    const shrink = (bytes: number) => {
      const less = Math.min(bytes, mine);
      const left = (this.#byOwner.get(owner) ?? 0) - less;
      this.#held -= less;
      mine -= less;
      if (left > 0) this.#byOwner.set(owner, left);
      else this.#byOwner.delete(owner);
      for (const tryAgain of this.#waiting) if (tryAgain()) this.#waiting.delete(tryAgain);
    };
    return {
      get held() {
        return mine;
      },
      grow,
      shrink,
      release: () => shrink(mine),
      wait: async (bytes, ms) => {
        if (bytes > this.#limits.each)
          throw new AppError('tooLarge', 'This is more than one answer can carry; ask for less at once');
        if (missing(bytes) === undefined) return;
        await this.#turn(() => missing(bytes) === undefined, ms);
      },
    };
  }

  async #turn(take: () => boolean, ms: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const tryAgain = () => {
      const taken = take();
      if (taken) resolve();
      return taken;
    };
    const timer = setTimeout(() => {
      this.#waiting.delete(tryAgain);
      reject(full(this.#messages.total));
    }, ms);
    this.#waiting.add(tryAgain);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }
}

const full = (message: string) => new AppError('tooManyRequests', message, { retryAfter: RETRY_SECONDS });
