import { authorityOf, hasSameScopes, type Principal } from '@timetracker/accounts';
import { type Database, rightsThatHold } from '@timetracker/db';
import type { LiveBus } from '@timetracker/queue';
import type { Logger } from 'pino';

const LOOK_MS = 700;

export interface RightsWatchParts {
  db: Database;
  bus: Pick<LiveBus, 'publishRightsChanged'>;
  log: Logger;
}

interface Watched {
  principal: Principal;
  onLost: () => void;
}

/**
 * Knows of changed rights: at once from this process and from others over the live bus, and within a second without it,
 * by a look at all rights that are watched, with one query.
 */
export class RightsWatch {
  readonly #parts: RightsWatchParts;
  readonly #watched = new Set<Watched>();
  readonly #listeners = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(parts: RightsWatchParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => this.#lookSoon(), LOOK_MS);
    this.#timer.unref();
  }

  /** Tells this process and the others that a role, an account, a key, a session or a membership has changed. */
  changed(): void {
    this.heard();
    this.#parts.bus.publishRightsChanged();
  }

  /** Takes the live bus's word that rights have changed. */
  heard(): void {
    for (const listener of this.#listeners) listener();
    this.#lookSoon();
  }

  /** Calls the listener whenever rights may have changed. */
  onChanged(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /**
   * Watches what somebody was admitted with.
   * @param onLost called once, when account, session or key have ended, or the role or the scopes have changed
   * @returns ends it
   */
  watch(principal: Principal, onLost: () => void): () => void {
    const watched = { principal, onLost };
    this.#watched.add(watched);
    // A key may have been revoked in the moment in which it was still trusted.
    this.#lookSoon();
    return () => this.#watched.delete(watched);
  }

  /**
   * Looks at everything that is watched, from now on: a look that is under way already may have missed a change.
   * @throws when the database cannot be reached
   */
  look(): Promise<void> {
    if (!this.#running) {
      this.#running = this.#look().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    this.#next ??= this.#running.then(
      () => this.#lookNext(),
      () => this.#lookNext(),
    );
    return this.#next;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#watched.clear();
    this.#listeners.clear();
  }

  #lookNext(): Promise<void> {
    this.#next = undefined;
    return this.look();
  }

  /** Trouble with the database is no answer: the next look decides. */
  #lookSoon(): void {
    this.look().catch((error: unknown) => {
      this.#parts.log.debug({ err: error }, 'rights could not be looked at');
    });
  }

  async #look(): Promise<void> {
    if (this.#watched.size === 0) return;
    const watched = [...this.#watched];
    const authorities = watched.map(({ principal }) => authorityOf(principal));
    const held = await rightsThatHold(this.#parts.db.em.fork(), authorities);
    const metadata = new Map(held.map((right) => [right.index, right.metadata]));
    for (const [index, one] of watched.entries()) {
      const holds = metadata.has(index) && hasSameScopes(one.principal, metadata.get(index) ?? null);
      if (!holds && this.#watched.delete(one)) one.onLost();
    }
  }
}
