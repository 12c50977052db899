import { AppError } from '@timetracker/shared';
import type { EventStream } from './event-stream.ts';
import { STREAMS_EACH, STREAMS_IN_ALL } from './live-limits.ts';

const RETRY_SECONDS = 10;

/** The event streams that are open in this process: so many of a person, and all of them end when the process stops. */
export class LiveStreams {
  readonly #open = new Map<EventStream, number>();
  readonly #byOwner = new Map<number, number>();

  get size(): number {
    return this.#open.size;
  }

  /**
   * Keeps a stream until it ends.
   * @param owner whose it is: a user's id
   * @throws {AppError} tooManyRequests
   */
  add(stream: EventStream, owner: number): void {
    const own = this.#byOwner.get(owner) ?? 0;
    if (own >= STREAMS_EACH) throw tooMany(`You have ${STREAMS_EACH} live streams open; close one`);
    if (this.#open.size >= STREAMS_IN_ALL) throw tooMany('Too many live streams are open; try again');
    this.#open.set(stream, owner);
    this.#byOwner.set(owner, own + 1);
    stream.onEnd(() => this.#delete(stream, owner));
  }

  endAll(): void {
    for (const stream of this.#open.keys()) {
      if (stream.keepsUp) stream.end();
      else stream.cut();
    }
  }

  #delete(stream: EventStream, owner: number): void {
    if (!this.#open.delete(stream)) return;
    const left = (this.#byOwner.get(owner) ?? 0) - 1;
    if (left > 0) this.#byOwner.set(owner, left);
    else this.#byOwner.delete(owner);
  }
}

const tooMany = (message: string) => new AppError('tooManyRequests', message, { retryAfter: RETRY_SECONDS });
