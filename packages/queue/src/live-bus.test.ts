import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backend } from './backend.ts';
import { createLiveBus, type LiveBus } from './live-bus.ts';
import { startTestBackend, type TestBackend } from './test-backend.ts';

const log = { warn: vi.fn() };
const patience = { timeout: 20_000, interval: 20 };

describe.each<Backend['kind']>(['postgres', 'redis'])('the live bus on %s', (kind) => {
  let server: TestBackend;
  const buses: LiveBus[] = [];
  const bus = (backend: Backend) => {
    const made = createLiveBus(backend, { log });
    buses.push(made);
    return made;
  };

  beforeEach(async () => {
    server = await startTestBackend(kind);
  });
  afterEach(async () => {
    await Promise.all(buses.splice(0).map((made) => made.close()));
    await server.stop();
  });

  test('tells every process that activities were stored', async () => {
    const heard = [vi.fn(), vi.fn()];
    for (const listener of heard) await bus(server.backend).onStored(listener);
    bus(server.backend).publishStored(42);
    for (const listener of heard) await vi.waitFor(() => expect(listener).toHaveBeenCalledWith(42), patience);
  });

  test('tells every process that rights have changed, and nothing of it to who waits for activities', async () => {
    const heard = [vi.fn(), vi.fn()];
    const stored = vi.fn();
    for (const listener of heard) await bus(server.backend).onRightsChanged(listener);
    await bus(server.backend).onStored(stored);
    bus(server.backend).publishRightsChanged();
    for (const listener of heard) await vi.waitFor(() => expect(listener).toHaveBeenCalled(), patience);
    expect(stored).not.toHaveBeenCalled();
  });

  test('of many ids published in a row at least the last arrives', async () => {
    const heard = vi.fn();
    await bus(server.backend).onStored(heard);
    const publisher = bus(server.backend);
    for (let id = 1; id <= 500; id += 1) publisher.publishStored(id);
    await vi.waitFor(() => expect(heard).toHaveBeenLastCalledWith(500), patience);
  });

  test('a listener that ended hears nothing more', async () => {
    const listeners = { staying: vi.fn(), leaving: vi.fn() };
    const reader = bus(server.backend);
    await reader.onStored(listeners.staying);
    const leave = await reader.onStored(listeners.leaving);
    leave();
    bus(server.backend).publishStored(7);
    await vi.waitFor(() => expect(listeners.staying).toHaveBeenCalledWith(7), patience);
    expect(listeners.leaving).not.toHaveBeenCalled();
  });

  test('publishing while the server is away throws nothing and waits for nothing', async () => {
    await server.proxy.cut();
    const publisher = bus(server.backend);
    expect(publisher.publishStored(1)).toBeUndefined();
  });

  test('hears again after its server was away', async () => {
    const heard = vi.fn();
    await bus(server.backend).onStored(heard);
    await server.proxy.cut();
    await server.proxy.restore();
    const publisher = bus(server.direct);
    await vi.waitFor(() => {
      publisher.publishStored(9);
      expect(heard).toHaveBeenCalledWith(9);
    }, patience);
  });

  test('may start before its server', async () => {
    await server.proxy.cut();
    const heard = vi.fn();
    await bus(server.backend).onStored(heard);
    await server.proxy.restore();
    const publisher = bus(server.direct);
    await vi.waitFor(() => {
      publisher.publishStored(9);
      expect(heard).toHaveBeenCalledWith(9);
    }, patience);
  });
});
