import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfExists, writePrivateFile } from '@timetracker/process';
import { identify, isRunning } from './process-identity.ts';

/** What runs on a DATA_DIR at the moment. */
export interface Runtime {
  /** With its password. */
  databaseUrl: string;
  /** The process to signal to stop everything. */
  supervisorPid: number;
  /** Where people open the application. */
  appUrl: string;
}

const file = (dataDir: string) => join(dataDir, 'runtime.json');

/** Tells other processes what runs on a DATA_DIR, in `DATA_DIR/runtime.json`, readable by its owner only. */
export async function writeRuntime(dataDir: string, runtime: Runtime): Promise<void> {
  const { started } = (await identify(runtime.supervisorPid)) ?? {};
  await writePrivateFile(file(dataDir), `${JSON.stringify({ ...runtime, started }, null, 2)}\n`);
}

/** What runs on a DATA_DIR; `undefined` when nothing does, also when it was killed and left its file behind. */
export async function readRuntime(dataDir: string): Promise<Runtime | undefined> {
  const content = await readIfExists(file(dataDir));
  if (content === undefined) return undefined;
  const { started, ...runtime } = JSON.parse(content) as Runtime & { started: string };
  return (await isRunning({ pid: runtime.supervisorPid, started })) ? runtime : undefined;
}

/** Withdraws what `writeRuntime` wrote. */
export async function removeRuntime(dataDir: string): Promise<void> {
  await rm(file(dataDir), { force: true });
}
