import { STALLED_MS, WAITING_BYTES } from './live-limits.ts';

const encoder = new TextEncoder();

/** One message of a stream (HTML standard, "Server-sent events"). Without data only the client's position moves. */
export interface StreamMessage {
  event?: string;
  id?: number;
  data?: unknown;
  comment?: string;
}

const format = ({ event, id, data, comment }: StreamMessage): string =>
  [
    ...(comment === undefined ? [] : [`: ${comment}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(data === undefined ? [] : [`data: ${JSON.stringify(data)}`]),
    '\n',
  ].join('\n');

/** The server's end of one event stream, with a bound on what waits for its client. */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #endings: (() => void)[] = [];
  readonly #disconnect: () => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #drained: (() => void) | undefined;
  #ended = false;

  /** @param disconnect breaks the connection without waiting for the client to take what is left */
  constructor(disconnect: () => void) {
    this.#disconnect = disconnect;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#drained?.(),
        cancel: () => this.#finish(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: WAITING_BYTES }),
    );
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Whether the client takes what it is sent. */
  get keepsUp(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  /** Calls the listener once, however the stream ends; at once when it has ended. */
  onEnd(listener: () => void): void {
    if (this.#ended) listener();
    else this.#endings.push(listener);
  }

  send(message: StreamMessage): void {
    if (!this.#ended) this.#controller?.enqueue(encoder.encode(format(message)));
  }

  /** Resolves when the client has taken enough for more to be sent; a client that takes nothing is let go. */
  async drained(): Promise<void> {
    if (this.#ended || this.keepsUp) return;
    const stalled = setTimeout(() => this.cut(), STALLED_MS);
    while (!this.#ended && !this.keepsUp)
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    clearTimeout(stalled);
  }

  /** Ends the stream after what was sent. */
  end(): void {
    if (this.#ended) return;
    this.#finish();
    this.#controller?.close();
  }

  /** Lets a client go that does not keep up; what waits for it is freed. */
  cut(): void {
    this.end();
    this.#disconnect();
  }

  #finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#drained?.();
    for (const listener of this.#endings) listener();
  }
}
