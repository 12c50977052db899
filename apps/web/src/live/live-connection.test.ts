import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GRACE_MS, LiveConnection, type LiveSource, REFRESH_MS } from './live-connection.ts';

const CONNECTING = 0;
const CLOSED = 2;

class FakeSource implements LiveSource {
  readyState = CONNECTING;
  readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();
  readonly lastEventId: number | undefined;

  constructor(lastEventId: number | undefined) {
    this.lastEventId = lastEventId;
  }

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void) {
    this.listeners.set(type, listener);
  }

  close() {
    this.readyState = CLOSED;
  }

  emit(type: string, id = '', data = '') {
    this.listeners.get(type)?.({ type, lastEventId: id, data } as MessageEvent<string>);
  }
}

function setUp() {
  const sources: FakeSource[] = [];
  const listener = { onStatus: vi.fn(), onActivity: vi.fn(), onRefresh: vi.fn(), onRefused: vi.fn() };
  const connection = new LiveConnection((lastEventId) => {
    const source = new FakeSource(lastEventId);
    sources.push(source);
    return source;
  }, listener);
  const source = () => {
    const newest = sources.at(-1);
    if (!newest) throw new Error('no source was opened');
    return newest;
  };
  return { connection, sources, source, listener };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('is live once the server says so, resuming after what was loaded', () => {
  const { connection, source, listener } = setUp();
  connection.start(41);
  expect(source().lastEventId).toBe(41);
  source().emit('ready');
  expect(listener.onStatus.mock.calls).toEqual([['connecting'], ['live']]);
  expect(listener.onRefresh).not.toHaveBeenCalled();
});

test('refreshes once it is open when there was nothing to resume after', () => {
  const { connection, source, listener } = setUp();
  connection.start();
  expect(listener.onRefresh).not.toHaveBeenCalled();
  source().emit('ready');
  expect(listener.onRefresh).toHaveBeenCalledTimes(1);
});

test('hands on activities and reopens after the last one when the browser gave up', () => {
  const { connection, sources, source, listener } = setUp();
  connection.start(41);
  source().emit('ready');
  source().emit('activity', '42', '{"id":42}');
  expect(listener.onActivity).toHaveBeenCalledWith('{"id":42}');

  source().readyState = CLOSED;
  source().emit('error');
  expect(sources).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(sources).toHaveLength(2);
  expect(source().lastEventId).toBe(42);
});

test('leaves a short interruption to the browser', () => {
  const { connection, sources, source, listener } = setUp();
  connection.start(1);
  source().emit('ready');
  source().emit('error');
  vi.advanceTimersByTime(GRACE_MS - 1);
  source().emit('ready');
  vi.advanceTimersByTime(REFRESH_MS);
  expect(sources).toHaveLength(1);
  expect(listener.onStatus.mock.calls).toEqual([['connecting'], ['live'], ['connecting'], ['live']]);
  expect(listener.onRefresh).not.toHaveBeenCalled();
});

test('refreshes every 30 seconds while the stream cannot be held, and keeps trying', () => {
  const { connection, sources, source, listener } = setUp();
  connection.start(1);
  source().readyState = CLOSED;
  source().emit('error');
  vi.advanceTimersByTime(GRACE_MS);
  expect(listener.onStatus).toHaveBeenLastCalledWith('polling');
  expect(listener.onRefresh).toHaveBeenCalledTimes(1);
  expect(sources).toHaveLength(2);

  vi.advanceTimersByTime(2 * REFRESH_MS);
  expect(listener.onRefresh).toHaveBeenCalledTimes(3);

  source().emit('ready');
  expect(listener.onStatus).toHaveBeenLastCalledWith('live');
  vi.advanceTimersByTime(2 * REFRESH_MS);
  expect(listener.onRefresh).toHaveBeenCalledTimes(3);
});

test('waits longer between attempts, but never longer than 30 seconds', () => {
  const { connection, sources, source } = setUp();
  connection.start(1);
  const attempts: number[] = [];
  for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
    source().readyState = CLOSED;
    source().emit('error');
    vi.advanceTimersByTime(seconds * 1_000 - 1);
    const before = sources.length;
    vi.advanceTimersByTime(1);
    attempts.push(sources.length - before);
  }
  expect(attempts).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test('is silent after it was stopped', () => {
  const { connection, source, listener } = setUp();
  connection.start(1);
  const stopped = source();
  connection.stop();
  stopped.emit('activity', '2', '{}');
  vi.advanceTimersByTime(REFRESH_MS);
  expect(stopped.readyState).toBe(CLOSED);
  expect(listener.onActivity).not.toHaveBeenCalled();
  expect(listener.onRefresh).not.toHaveBeenCalled();
});

test('says once that the stream is refused, until it is open again', () => {
  const { connection, source, listener } = setUp();
  connection.start(41);
  source().emit('ready');
  const refuse = () => {
    source().readyState = CLOSED;
    source().emit('error');
  };
  refuse();
  vi.advanceTimersByTime(1_000);
  refuse();
  expect(listener.onRefused).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2_000);
  source().emit('ready');
  refuse();
  expect(listener.onRefused).toHaveBeenCalledTimes(2);
});
