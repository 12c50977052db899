import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { freePort } from '@timetracker/process';
import { root } from '@timetracker/supervisor';

/** A product that `npm start` has started. */
export interface Started {
  /** From the command until it says where the product runs. */
  ready_ms: number;
  /** What a server of it holds at the moment (RSS), MB. */
  memory: (server: 'api' | 'worker') => Promise<number>;
  stop: () => Promise<void>;
}

/** Runs `npm start`, as anybody does, and resolves when it is ready. @throws when it ends before */
export async function npmStart(dataDir: string, variables: Record<string, string> = {}): Promise<Started> {
  const began = performance.now();
  const { PATH, HOME } = process.env;
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { PATH, HOME, DATA_DIR: dataDir, PORT: String(await freePort()), DEMO: '0', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const pids = new Map<string, number>();
  const ready = Promise.withResolvers<number>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const server = serverIn(line);
    if (server) pids.set(server.name, server.pid);
    if (line.startsWith('TimeTracker runs at ')) ready.resolve(performance.now() - began);
  });
  void exited.then(([code]) => ready.reject(new Error(`npm start ended with ${String(code)}`)));
  return {
    ready_ms: await ready.promise,
    memory: (server) => memoryOf(pids.get(server)),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Each server says in its log that it is ready, with its name and its process. */
function serverIn(line: string): { name: string; pid: number } | undefined {
  if (!line.startsWith('{')) return undefined;
  const { name, pid } = JSON.parse(line) as { name?: unknown; pid?: unknown };
  return typeof name === 'string' && typeof pid === 'number' ? { name, pid } : undefined;
}

async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_000);
}
