import type { EventStream } from './event-stream.ts';

/** The event streams that are open in this process, so that a stopping process can end them. */
export class LiveStreams {
  readonly #open = new Set<EventStream>();

  get size(): number {
    return this.#open.size;
  }

  add(stream: EventStream): void {
    this.#open.add(stream);
  }

  delete(stream: EventStream): void {
    this.#open.delete(stream);
  }

  endAll(): void {
    for (const stream of this.#open) {
      if (stream.keepsUp) stream.end();
      else stream.cut();
    }
  }
}
