import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readIfExists } from '@timetracker/process';
import { withInstallLock } from '../../../scripts/install-lock.mjs';
import { hashFiles } from './hash-files.ts';
import { root } from './root.ts';
import { StartError } from './start-error.ts';

/** Something that a program of its own makes from source, and that is kept. Paths are relative to the repository's root. */
export interface Build {
  /** In words, for people: 'The web app'. */
  what: string;
  /** All that it is made from: files, and directories without tests and what is generated. */
  inputs: string[];
  /** Files without which it is not there. */
  outputs: string[];
  /** Says what it was made from. */
  stampFile: string;
  /** The program that makes it, and its arguments. */
  args: string[];
  /** Where that runs. */
  cwd: string;
}

/**
 * Builds it unless what is there was built from the present source. Safe to call from several processes at once: one builds,
 * the others wait for it.
 * @throws {StartError} when it cannot be built; the reason was written to stderr
 */
export async function ensureBuilt(build: Build, stopping: AbortSignal): Promise<void> {
  const stamp = hashFiles(root, build.inputs);
  if (await isBuiltFrom(stamp, build)) return;
  const lock = `.timetracker-${build.stampFile.replaceAll('/', '-')}.lock`;
  await withInstallLock(join(root, 'node_modules', lock), async () => {
    if (stopping.aborted || (await isBuiltFrom(stamp, build))) return;
    // What a build leaves that is broken off is none.
    await forgetBuild(build);
    await run(build, stopping);
    if (!stopping.aborted) await writeFile(join(root, build.stampFile), stamp);
  });
}

const isBuiltFrom = async (stamp: string, { outputs, stampFile }: Build): Promise<boolean> =>
  outputs.every((path) => existsSync(join(root, path))) &&
  (await readIfExists(join(root, stampFile))) === stamp;

/** Makes the next `ensureBuilt` build, whatever is there by then. */
export const forgetBuild = ({ stampFile }: Build): Promise<void> =>
  rm(join(root, stampFile), { force: true });

async function run({ what, args, cwd }: Build, stopping: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: join(root, cwd),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: stopping,
    // Out of reach of Ctrl-C in a terminal, which would look like a failure: `stopping` ends it.
    detached: true,
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'exit').catch((error: Error) => {
    if (stopping.aborted) return [0];
    throw new StartError(`${what} could not be built: ${error.message}`);
  });
  if (code === 0 || stopping.aborted) return;
  process.stderr.write((await said).join(''));
  throw new StartError(`${what} could not be built: see above.`);
}
