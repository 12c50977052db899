import type { Logger } from 'pino';

const POLL_MS = 5_000;

export interface StoredSignalParts {
  /** The highest activity id in the database. */
  readLastId: () => Promise<number>;
  log: Logger;
  /** Between two looks at the database; for tests. */
  pollMs?: number;
}

/**
 * Says that activities were stored, and up to which id. The bus is quick but may lose a message; a slow look at the
 * database heals that. The id only grows, and listeners are called once for each step.
 */
export class StoredWatermark {
  readonly #listeners = new Set<(lastId: number) => void>();
  readonly #parts: StoredSignalParts;
  readonly #poll: NodeJS.Timeout;
  #lastId = 0;

  constructor(parts: StoredSignalParts) {
    this.#parts = parts;
    this.#poll = setInterval(() => void this.look(), parts.pollMs ?? POLL_MS);
    this.#poll.unref();
  }

  /** The highest activity id that this process knows to be stored; 0 before the first look. */
  lastId(): number {
    return this.#lastId;
  }

  /** Calls the listener after activities were stored. @returns how to stop listening */
  onStored(listener: (lastId: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks at the database now. Does not throw: an unreachable database is looked at again later. */
  async look(): Promise<void> {
    try {
      this.heard(await this.#parts.readLastId());
    } catch (error) {
      this.#parts.log.debug({ err: error }, 'the last activity id could not be read');
    }
  }

  close(): void {
    clearInterval(this.#poll);
    this.#listeners.clear();
  }

  /** Takes the live bus's word that activities up to an id are stored. */
  heard(lastId: number): void {
    if (lastId <= this.#lastId) return;
    this.#lastId = lastId;
    for (const listener of this.#listeners) listener(lastId);
  }
}
