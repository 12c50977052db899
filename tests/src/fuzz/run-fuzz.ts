import { setTimeout as pause } from 'node:timers/promises';
import type { Backend } from '../stack.ts';
import { type Call, sampleCalls } from './calls.ts';
import { haveOpenTransactionsEnded, trailFaults } from './check-trail.ts';
import { faultsOf } from './faults.ts';
import { createPeople, type People, type Role } from './people.ts';
import { type Answer, createSender } from './send.ts';
import { type FuzzedServer, serve } from './serve.ts';

export interface FuzzOptions {
  requests: number;
  seed: number;
  /** How many are under way at once. */
  concurrency: number;
  backend: Backend;
  /** Told of each fault as it is found. */
  say?: (line: string) => void;
}

export interface FuzzReport {
  requests: number;
  /** Status → how many answers had it. */
  statuses: Record<string, number>;
  slowest_ms: number;
  slowest: string;
  api_mb: number;
  worker_mb: number;
  faults: string[];
}

/** No answer within this time is none. */
const TIMEOUT_MS = 30_000;
const SETTLED_MS = 60_000;

/**
 * Sends random requests to every route and procedure, as administrator, member and nobody, and looks at every answer:
 * no status of 500 or above, none that takes longer than two seconds, errors in the words of the contract. After it,
 * both processes must live, and the trail must be whole. The same seed makes the same requests.
 */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const server = await serve(options.backend);
  try {
    return await attack(server, options);
  } finally {
    await server.stop();
  }
}

async function attack(server: FuzzedServer, options: FuzzOptions): Promise<FuzzReport> {
  const people = await createPeople(server.db, server.url, server.AUTH_SECRET);
  const calls = sampleCalls(options.requests, options.seed).values();
  const report: FuzzReport = {
    requests: 0,
    statuses: {},
    slowest_ms: 0,
    slowest: '',
    api_mb: 0,
    worker_mb: 0,
    faults: [],
  };
  const found = (fault: string) => {
    report.faults.push(fault);
    options.say?.(fault);
  };
  const { send, close } = createSender(server.url, TIMEOUT_MS);
  const sendOn = async () => {
    for (const call of calls) {
      try {
        const answer = await send(call, people.headersOf(call.as));
        count(report, call, answer);
        for (const fault of faultsOf(call, answer)) found(`${fault} <- ${describe(call)}`);
        await keepRights(people, call.as, answer);
      } catch (error) {
        found(`no answer: ${String(error)} <- ${describe(call)}`);
        if (report.faults.length > 1_000) return;
      }
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, sendOn));
  close();
  await settle(server);
  report.api_mb = await server.api.peakMemory();
  report.worker_mb = await server.worker.peakMemory();
  for (const name of ['api', 'worker'] as const) if (!server[name].isAlive()) found(`the ${name} has died`);
  for (const fault of await trailFaults(server.db)) found(fault);
  return report;
}

function count(report: FuzzReport, call: Call, { status, milliseconds }: Answer): void {
  report.requests += 1;
  report.statuses[status] = (report.statuses[status] ?? 0) + 1;
  if (milliseconds <= report.slowest_ms) return;
  report.slowest_ms = Math.round(milliseconds);
  report.slowest = describe(call);
}

/** Requests end sessions, revoke keys and take rights: an authentication that holds no more is replaced. */
async function keepRights(people: People, role: Role, { status, body }: Answer): Promise<void> {
  const lost =
    status === 401 || (status === 403 && role.startsWith('administrator') && body.includes('dministrators'));
  if (lost && role !== 'nobody') await people.renew(role);
}

/** Waits until nothing is on its way into the trail. */
async function settle(server: FuzzedServer): Promise<void> {
  const end = performance.now() + SETTLED_MS;
  while (performance.now() < end && !(await haveOpenTransactionsEnded(server.db))) await pause(200);
}

const describe = ({ target, as, method, path, body, headers }: Call): string =>
  `[${target}] as ${as}: ${method} ${path.slice(0, 300)} ${JSON.stringify(headers)} ${JSON.stringify(body?.toString().slice(0, 300))}`;
