import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withInstallLock } from './install-lock.mjs';

/** The repository's root. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const modules = join(root, 'node_modules');
const stampFile = join(modules, '.timetracker-install');
const pinnedNode = join(modules, 'node', 'bin', 'node');

/**
 * Installs the dependencies unless those of the present lockfile are there already. Safe to call from several
 * processes at once: one installs, the others wait for it.
 * @param {{ env: Record<string, string | undefined>, stdout: number }} options environment of the package manager and
 *   the file descriptor its output goes to
 * @throws {Error} with one line when the installation fails
 */
export async function ensureInstalled({ env, stdout }) {
  const stamp = currentStamp();
  if (isInstalled(stamp)) return;
  makeModulesDirectory();
  await withInstallLock(join(modules, '.timetracker-install.lock'), async () => {
    if (isInstalled(stamp)) return;
    rmSync(stampFile, { force: true });
    await install(env, stdout);
    writeFileSync(stampFile, stamp);
  });
}

function isInstalled(stamp) {
  return existsSync(pinnedNode) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

function currentStamp() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function makeModulesDirectory() {
  try {
    mkdirSync(modules, { recursive: true });
  } catch (error) {
    throw new Error(`The dependencies cannot be installed: ${error.message}`, { cause: error });
  }
}

function install(env, stdout) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const args = [
    '--yes',
    packageManager,
    'install',
    '--frozen-lockfile',
    '--config.confirm-modules-purge=false',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn('npx', args, { cwd: root, env, stdio: ['ignore', stdout, 2] });
    child.on('error', (error) =>
      reject(new Error(`npx, which comes with npm, could not be run: ${error.message}`)),
    );
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else
        reject(
          new Error(
            `Installing the dependencies failed (npx ${args.join(' ')}: ${signal ?? `exit code ${code}`}).`,
          ),
        );
    });
  });
}
