import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLine, readRuntime } from '@timetracker/embedded-postgres';
import { freePort } from '@timetracker/process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Run, run } from './fixtures/run.ts';

const application = join(import.meta.dirname, 'fixtures', 'application.ts');
let dataDir: string;
let port: number;
let started: Run[];

beforeEach(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'timetracker-serve-'));
  await chmod(parent, 0o711);
  dataDir = join(parent, 'data');
  port = await freePort();
  started = [];
});

afterEach(async () => {
  for (const { process: child, ended } of started) {
    child.kill('SIGTERM');
    await ended;
  }
  await rm(join(dataDir, '..'), { recursive: true });
});

function start(processes: string[], variables: Record<string, string> = {}): Run {
  const env = { PATH: process.env['PATH'], PORT: String(port), DATA_DIR: dataDir, ...variables };
  const program = run([application, ...processes], env);
  started.push(program);
  return program;
}

/** What stays in DATA_DIR when nothing runs. */
const kept = [
  'auth-secret',
  'postgres',
  'postgres-api-password',
  'postgres-password',
  'postgres-worker-password',
  'seal-key',
];
const pidIn = (line: string) => Number(/\d+$/.exec(line)?.[0]);
const postmasterPid = () =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);

async function hasEnded(pid: number): Promise<void> {
  while ((await commandLine(pid)) !== '') await delay(10);
}

test('starts the processes in order and, on SIGTERM, stops them in the opposite one, then PostgreSQL', async () => {
  const program = start(['worker', 'api']);
  await program.line(/^running generated$/);
  expect(await readRuntime(dataDir)).toMatchObject({
    supervisorPid: program.pid,
    appUrl: `http://localhost:${port}`,
  });
  const pids = [
    postmasterPid(),
    pidIn(await program.line(/^worker starts/)),
    pidIn(await program.line(/^api starts/)),
  ];

  program.process.kill('SIGTERM');
  expect(await program.ended).toEqual({ code: 0, signal: null, stderr: '' });
  const closed = program.lines.filter((line) => line.includes(' closed '));
  expect(closed.map((line) => line.split(' ')[0])).toEqual(['api', 'worker']);
  expect(await Promise.all(pids.map(commandLine))).toEqual(['', '', '']);
  expect(readdirSync(dataDir).sort()).toEqual(kept);
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('Ctrl-C, which reaches every process several times, is one orderly stop', async () => {
  const program = start(['worker', 'api']);
  await program.line(/^running/);
  const pids = [
    pidIn(await program.line(/^worker ready/)),
    pidIn(await program.line(/^api ready/)),
    program.pid,
  ];
  for (const pid of [...pids, ...pids]) process.kill(pid, 'SIGINT');
  expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
  expect(program.lines.filter((line) => line.includes(' closed ')).map((line) => line.split(' ')[0])).toEqual(
    ['api', 'worker'],
  );
});

test('a process that is killed is started again, the others stay', async () => {
  const program = start(['worker', 'api']);
  await program.line(/^running/);
  const first = pidIn(await program.line(/^api ready/));
  process.kill(first, 'SIGKILL');
  await program.line(/api ended: SIGKILL; it starts again in 250 ms/);
  const second = pidIn(await program.line(new RegExp(`^api ready (?!${first}$)`)));
  expect(second).not.toBe(first);
  expect(program.lines.filter((line) => line.startsWith('worker ready'))).toHaveLength(1);
});

test('PostgreSQL that is killed comes back at the same address', async () => {
  const program = start(['worker']);
  await program.line(/^running/);
  const first = postmasterPid();
  const runtime = await readRuntime(dataDir);
  process.kill(first, 'SIGKILL');
  await program.line(/PostgreSQL ended: SIGKILL/);
  while (!existsSync(join(dataDir, 'postgres', 'postmaster.pid')) || postmasterPid() === first)
    await delay(10);
  expect(await readRuntime(dataDir)).toEqual(runtime);
  program.process.kill('SIGTERM');
  expect(await program.ended).toMatchObject({ code: 0 });
});

test('when the supervisor is killed, nothing of it stays, and the next start works', async () => {
  const program = start(['worker', 'api']);
  await program.line(/^running/);
  const pids = [
    postmasterPid(),
    pidIn(await program.line(/^worker ready/)),
    pidIn(await program.line(/^api ready/)),
  ];
  program.process.kill('SIGKILL');
  await Promise.all(pids.map(hasEnded));
  expect(await readRuntime(dataDir)).toBeUndefined();
  await start(['worker', 'api']).line(/^running/);
});

test('a second start on the same DATA_DIR says who holds it, and disturbs nobody', async () => {
  const program = start(['worker']);
  await program.line(/^running/);
  const second = await start(['worker'], { PORT: String(await freePort()) }).ended;
  expect(second.code).toBe(1);
  expect(second.stderr).toBe(
    `DATA_DIR ${dataDir} is in use by process ${program.pid} (the test, http://localhost:${port}): stop it, or choose another DATA_DIR.\n`,
  );
  expect(await readRuntime(dataDir)).toMatchObject({ supervisorPid: program.pid });
});

test('a port in use is one line that names it, and nothing is left', async () => {
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const { code, stderr } = await start(['worker']).ended;
  other.close();
  expect(code).toBe(1);
  expect(stderr).toBe(
    `PORT: 127.0.0.1:${port} is in use: stop what listens there, or set PORT to another port\n`,
  );
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a bad variable is one line that names it, before anything is touched', async () => {
  const { code, stderr } = await start(['worker'], { PORT: 'http' }).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^PORT: .+\n$/);
  expect(stderr.trimEnd()).not.toContain('\n');
  expect(existsSync(dataDir)).toBe(false);
});

test('a process that never gets ready ends the start, and the generated password is shown all the same', async () => {
  const program = start(['worker', 'api:fails']);
  const { code, stderr } = await program.ended;
  expect(code).toBe(1);
  expect(stderr).toBe('The api does not start: exit code 3.\n');
  expect(program.lines).toContain('not running generated');
  expect(program.lines.some((line) => line.startsWith('worker closed'))).toBe(true);
  expect(readdirSync(dataDir).sort()).toEqual(kept);
});
