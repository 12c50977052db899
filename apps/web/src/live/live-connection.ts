/**
 * Holds a stream of live activities, and says when it cannot be held.
 *
 * connecting ── ready ──▶ live ── error ──▶ connecting ── not back within the grace ──▶ polling ── ready ──▶ live
 *
 * No activity is missed: a reconnection resumes after the last one seen, and where none was seen yet, whoever listens
 * is told to refresh once the stream is open. While polling, they are told to every 30 seconds.
 */
export type LiveStatus = 'connecting' | 'live' | 'polling';

/** What is used of an EventSource. */
export interface LiveSource {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface LiveListener {
  onStatus: (status: LiveStatus) => void;
  /** An activity's JSON. */
  onActivity: (data: string) => void;
  onRefresh: () => void;
  /** The server refuses the stream, perhaps because the session has ended; told once until it is open again. */
  onRefused: () => void;
}

export const REFRESH_MS = 30_000;
export const GRACE_MS = 5_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** EventSource.CLOSED: the browser has given up by itself. */
const CLOSED = 2;

export class LiveConnection {
  readonly #open: (lastEventId: number | undefined) => LiveSource;
  readonly #listener: LiveListener;
  #status: LiveStatus | undefined;
  #lastEventId: number | undefined;
  #source: LiveSource | undefined;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #refresh: ReturnType<typeof setInterval> | undefined;

  constructor(open: (lastEventId: number | undefined) => LiveSource, listener: LiveListener) {
    this.#open = open;
    this.#listener = listener;
  }

  /** @param lastEventId the newest activity already shown; without it, a refresh follows once the stream is open */
  start(lastEventId?: number) {
    this.stop();
    this.#lastEventId = lastEventId;
    this.#waitForReady();
    this.#connect();
  }

  stop() {
    this.#source?.close();
    this.#source = undefined;
    this.#status = undefined;
    this.#failures = 0;
    this.#clearTimers();
  }

  #connect() {
    const source = this.#open(this.#lastEventId);
    this.#source = source;
    const ifCurrent = (react: (event: MessageEvent<string>) => void) => (event: MessageEvent<string>) => {
      if (this.#source === source) react(event);
    };
    source.addEventListener(
      'ready',
      ifCurrent((event) => this.#isLive(event)),
    );
    source.addEventListener(
      'activity',
      ifCurrent((event) => this.#receive(event)),
    );
    source.addEventListener(
      'error',
      ifCurrent(() => this.#hasFailed(source)),
    );
  }

  #isLive(event: MessageEvent<string>) {
    if (this.#lastEventId === undefined) this.#listener.onRefresh();
    this.#pass(event);
    this.#failures = 0;
    this.#clearTimers();
    this.#become('live');
  }

  #receive(event: MessageEvent<string>) {
    if (this.#status !== 'live') this.#isLive(event);
    this.#pass(event);
    this.#listener.onActivity(event.data);
  }

  /** Everything up to this event has been seen: a new connection goes on after it. */
  #pass({ lastEventId }: MessageEvent<string>) {
    if (/^\d+$/.test(lastEventId)) this.#lastEventId = Math.max(Number(lastEventId), this.#lastEventId ?? 0);
  }

  #hasFailed(source: LiveSource) {
    if (this.#status === 'live') this.#waitForReady();
    if (source.readyState !== CLOSED) return;
    if (this.#failures === 0) this.#listener.onRefused();
    source.close();
    clearTimeout(this.#retry);
    this.#retry = setTimeout(
      () => this.#connect(),
      Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS),
    );
    this.#failures += 1;
  }

  #waitForReady() {
    this.#become('connecting');
    clearTimeout(this.#grace);
    this.#grace = setTimeout(() => this.#poll(), GRACE_MS);
  }

  #poll() {
    this.#become('polling');
    this.#listener.onRefresh();
    this.#refresh = setInterval(() => this.#listener.onRefresh(), REFRESH_MS);
  }

  #become(status: LiveStatus) {
    if (this.#status === status) return;
    this.#status = status;
    this.#listener.onStatus(status);
  }

  #clearTimers() {
    clearTimeout(this.#retry);
    clearTimeout(this.#grace);
    clearInterval(this.#refresh);
  }
}
